using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>The folder a schedule takes its files from, with <c>done/</c> and <c>rejected/</c> beside them.</summary>
public sealed class Inbox
{
    private readonly string _folder;
    private readonly TimeSpan _quiet;
    private readonly LateRows _late;

    /// <summary>The inbox of the files of a path.</summary>
    /// <param name="quiet">How long nobody must have written to a file before it is taken.</param>
    public Inbox(string pattern, TimeSpan? quiet = null)
    {
        Pattern = Path.GetFullPath(pattern);
        (_folder, _quiet) = (Path.GetDirectoryName(Pattern)!, quiet ?? JobSchedule.UsualQuiet);
        _late = new LateRows(_folder);
    }

    /// <summary>Where its files wait.</summary>
    public string Folder => _folder;

    /// <summary>The path of its files; the last part may hold <c>*</c> and <c>?</c>.</summary>
    public string Pattern { get; }

    /// <summary>The inbox of a job; without one in its file, the folder of its name in <c>inbox/</c>.</summary>
    public static Inbox For(Job job) => new(
        Path.Combine(job.SchedulesFolder, job.Schedule?.Inbox ?? Path.Combine("inbox", job.Definition.Name, "*.csv")),
        job.Schedule?.Quiet);

    /// <summary>The names of the files that wait: those of its pattern, also in other letters (<c>A.CSV</c>).</summary>
    public IReadOnlyList<string> List()
    {
        Directory.CreateDirectory(_folder);
        var anyCase = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = 0 };
        return
        [
            .. new DirectoryInfo(_folder).EnumerateFiles(Path.GetFileName(Pattern), anyCase)
                .Select(file => file.Name)
                .Where(name => !IsAside(name))
                .Order(),
        ];
    }

    /// <summary>
    /// Whether nobody writes to a waiting file any more: not for a while, and nobody has it open for that.
    /// </summary>
    public bool IsComplete(string file, DateTimeOffset now) => IsQuiet(Path.Combine(_folder, file), now);

    /// <summary>The same of a file that was taken: who had it open before goes on writing to it.</summary>
    public bool IsComplete(InboxFile file, DateTimeOffset now) => IsQuiet(ClaimedPath(file), now);

    /// <summary>Takes a file by renaming it; false when another process was faster.</summary>
    /// <exception cref="InputException">It cannot be renamed; it stays where it is.</exception>
    public bool TryClaim(InboxFile file)
    {
        var claimed = ClaimedPath(file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(claimed)!);
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
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file.Name} cannot be moved out of {_folder}: let this program rename files there", problem);
        }
    }

    /// <summary>Whether a file was taken and not put away yet.</summary>
    public bool HasClaimed(InboxFile file) => File.Exists(ClaimedPath(file));

    /// <summary>How a file that was taken looks now.</summary>
    public FileStamp StampOf(InboxFile file) => FileStamp.Read(ClaimedPath(file));

    /// <summary>Opens a file that was taken.</summary>
    /// <exception cref="InputException">It is no file that can be read.</exception>
    public Stream OpenClaimed(InboxFile file)
    {
        var opened = RegularFile.Open(ClaimedPath(file), file.Name);
        if (opened.Length > 0) return opened;
        opened.Dispose();
        throw new InputException($"{file.Name} is empty");
    }

    /// <summary>Puts a taken file into <c>done/</c>, or into <c>rejected/</c> with the reason beside it.</summary>
    public void PutAway(InboxFile file) => PutAway(file, StampOf(file));

    /// <summary>The same, of a file that looked so when it was read.</summary>
    public void PutAway(InboxFile file, FileStamp read)
    {
        var (claimed, folder) = (ClaimedPath(file), file.Reason is null ? "done" : "rejected");
        if (!File.Exists(claimed)) return;
        var mayGrow = file.Reason is null && InUse(claimed) is not false;
        var place = MoveToFreeName(claimed, Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName);
        if (mayGrow) _late.Watch(Path.GetFileName(place), read.Length);
        if (file.Reason is { } reason) WriteReason(place, reason);
        Directory.Delete(Path.GetDirectoryName(claimed)!);
    }

    /// <summary>What was written to files in <c>done/</c> after they were read, told once and beside each.</summary>
    public IReadOnlyList<string> TakeLateRows(DateTimeOffset now)
    {
        var told = new List<string>();
        foreach (var (name, bytes) in _late.Take(now))
        {
            told.Add($"{name} grew by {bytes} bytes after it had been read, and these are in no batch: "
                + "put the whole file into the inbox again");
            WriteReason(Path.Combine(_folder, "done", name), told[^1]);
        }

        return told;
    }

    // What is no file, or may not be read, will not be one later: whoever takes it says so.
    private bool IsQuiet(string path, DateTimeOffset now)
    {
        try
        {
            using var file = RegularFile.Open(path, path);
            // A clock that is ahead of ours must not hold a file back for ever.
            return (now.UtcDateTime - File.GetLastWriteTimeUtc(file.SafeFileHandle)).Duration() >= _quiet
                && RegularFile.IsInUse(file) is not true;
        }
        catch (InputException)
        {
            return true;
        }
    }

    // What a Mac (._a.csv), an office program (~$a.csv, .~a.csv) or a transfer (.a.csv.x) puts beside the file itself,
    // unless the pattern asks for just that.
    private bool IsAside(string name)
    {
        var pattern = Path.GetFileName(Pattern);
        return name is ['.', ..] && pattern is not ['.', ..] || name is ['~', '$', ..] && pattern is not ['~', ..];
    }

    private static bool? InUse(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, path);
            return RegularFile.IsInUse(file);
        }
        catch (InputException)
        {
            return null;
        }
    }

    // An empty file holds the name until it is replaced: nothing is ever written over, nor through a link.
    private static string MoveToFreeName(string path, string folder)
    {
        var place = CreateAtFreeName(FreeName.Candidates(Path.Combine(folder, Path.GetFileName(path))), "");
        try
        {
            File.Move(path, place, overwrite: true);
            return place;
        }
        catch
        {
            File.Delete(place);
            throw;
        }
    }

    private static void WriteReason(string place, string reason) =>
        CreateAtFreeName(FreeName.Candidates(place, ".reason.txt"), $"{reason}\n");

    private static string CreateAtFreeName(IEnumerable<string> candidates, string text)
    {
        foreach (var place in candidates)
        {
            if (File.Exists(place)) continue;
            using var writer = new StreamWriter(new FileStream(place, FileMode.CreateNew, FileAccess.Write));
            writer.Write(text);
            return place;
        }

        throw new InvalidOperationException("There is always one more name.");
    }

    // Beside the others, so that taking a file is a rename within one file system.
    private string ClaimedPath(InboxFile file) => Path.Combine(_folder, ".taken", $"{file.FileId}", file.Name);
}
