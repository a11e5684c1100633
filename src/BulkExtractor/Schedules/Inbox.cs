using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>The folder a schedule takes its files from, with <c>done/</c> and <c>rejected/</c> beside them.</summary>
public sealed class Inbox
{
    // Whoever writes a file slowly writes more often than that.
    private static readonly TimeSpan QuietDuration = TimeSpan.FromSeconds(5);

    private readonly string _folder;

    /// <summary>The inbox of the files of a path.</summary>
    public Inbox(string pattern) =>
        (Pattern, _folder) = (Path.GetFullPath(pattern), Path.GetDirectoryName(Path.GetFullPath(pattern))!);

    /// <summary>Where its files wait.</summary>
    public string Folder => _folder;

    /// <summary>The path of its files; the last part may hold <c>*</c> and <c>?</c>.</summary>
    public string Pattern { get; }

    /// <summary>The inbox of a job; without one in its file, the folder of its name in <c>inbox/</c>.</summary>
    public static Inbox Of(Job job) =>
        new(Path.Combine(job.SchedulesFolder, job.Schedule?.Inbox ?? Path.Combine("inbox", job.Definition.Name, "*.csv")));

    /// <summary>The names of the files that wait.</summary>
    public IReadOnlyList<string> List()
    {
        Directory.CreateDirectory(_folder);
        return
        [
            .. new DirectoryInfo(_folder).EnumerateFiles(Path.GetFileName(Pattern))
                .Select(file => file.Name)
                .Order(),
        ];
    }

    /// <summary>Whether nobody writes to a file any more: not for a while, and nobody holds it open for that.</summary>
    public bool IsComplete(string file, DateTimeOffset now)
    {
        var path = Path.Combine(_folder, file);
        // A clock that is ahead of ours must not hold a file back for ever.
        if ((now.UtcDateTime - File.GetLastWriteTimeUtc(path)).Duration() < QuietDuration) return false;
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Takes a file by renaming it; false when another process was faster.</summary>
    public bool TryClaim(InboxFile file)
    {
        var claimed = ClaimedPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(claimed)!);
        try
        {
            // With overwriting it is one rename, which only one process survives; without, it is a link and a removal,
            // and two may succeed at the first.
            File.Move(Path.Combine(_folder, file.Name), claimed, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            Directory.Delete(Path.GetDirectoryName(claimed)!);
            return false;
        }
    }

    /// <summary>Whether a file was taken and not put away yet.</summary>
    public bool HasClaimed(InboxFile file) => File.Exists(ClaimedPath(file));

    /// <summary>Opens a file that was taken.</summary>
    public Stream OpenClaimed(InboxFile file) =>
        new FileStream(ClaimedPath(file), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);

    /// <summary>Puts a taken file into <c>done/</c>, or into <c>rejected/</c> with the reason beside it.</summary>
    public void PutAway(InboxFile file)
    {
        var (claimed, folder) = (ClaimedPath(file), file.Reason is null ? "done" : "rejected");
        if (!File.Exists(claimed)) return;
        var place = MoveToFreeName(claimed, Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName);
        if (file.Reason is { } reason) File.WriteAllText($"{place}.reason.txt", $"{reason}\n");
        Directory.Delete(Path.GetDirectoryName(claimed)!);
    }

    private static string MoveToFreeName(string path, string folder)
    {
        foreach (var place in FreeName.Of(Path.Combine(folder, Path.GetFileName(path))))
        {
            if (File.Exists(place)) continue;
            File.Move(path, place, overwrite: false);
            return place;
        }

        throw new InvalidOperationException("There is always one more name.");
    }

    // Beside the others, so that taking a file is a rename within one file system.
    private string ClaimedPath(InboxFile file) => Path.Combine(_folder, ".taken", $"{file.FileId}", file.Name);
}
