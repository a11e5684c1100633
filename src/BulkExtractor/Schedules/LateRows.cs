using System.Globalization;

namespace BulkExtractor.Schedules;

/// <summary>
/// Notes beside an inbox about files of <c>done/</c> that somebody may still write to: where the system does not say
/// who has a file open, only a later look shows what came after it had been read.
/// </summary>
internal sealed class LateRows(string inbox)
{
    // Who has a file open for longer is no writer of files for an inbox.
    private static readonly TimeSpan Watched = TimeSpan.FromDays(7);

    private readonly string _notes = Path.Combine(inbox, ".read");
    private readonly string _done = Path.Combine(inbox, "done");

    /// <summary>Keeps an eye on a file of <c>done/</c>, which was read to this length.</summary>
    public void Watch(string name, long length)
    {
        Directory.CreateDirectory(_notes);
        File.WriteAllText(Path.Combine(_notes, name), length.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The files that grew, with the bytes that nobody read; each is named once.</summary>
    public IEnumerable<(string Name, long Bytes)> Take(DateTimeOffset now)
    {
        if (!Directory.Exists(_notes)) yield break;
        foreach (var note in Directory.GetFiles(_notes))
        {
            var file = new FileInfo(Path.Combine(_done, Path.GetFileName(note)));
            var read = long.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, out var length) ? length : 0;
            var grew = file.Exists && file.Length > read;
            if (grew || !file.Exists || File.GetLastWriteTimeUtc(note) < (now - Watched).UtcDateTime)
                File.Delete(note);
            if (grew) yield return (file.Name, file.Length - read);
        }
    }
}
