using System.Text;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>
/// Makes and changes jobs in the folder of jobs and nowhere else: it follows no link, and what it writes appears by a
/// rename when it is whole.
/// </summary>
/// <param name="root">The folder of jobs.</param>
public sealed partial class JobWriter(string root)
{
    private const string YamlFile = "job.yaml", SchemaFile = "schema.json", ExamplesFile = "examples.jsonl";

    // Two that save the same job in this process come one after the other.
    private readonly Lock _gate = new();

    /// <summary>Throws where a new job cannot have that name.</summary>
    public void CheckNew(string name)
    {
        if (!NameShape().IsMatch(name))
        {
            throw new InputException(
                $"'{name}' is no name for a job here; allowed: a-z, 0-9 and -, at most 40, a letter first");
        }

        CheckFree(Path.Combine(root, name), Told(name));
    }

    /// <summary>A job that is there is not touched.</summary>
    /// <param name="told">What errors call the folder.</param>
    public static void CheckFree(string folder, string told)
    {
        if (IsThere(folder)) throw new InputException($"{told} is there already; name another job");
    }

    /// <summary>Whether something can be written: into the folder of jobs, or into that of one of them.</summary>
    public bool CanWrite(string? job = null)
    {
        var draft = DraftIn(job is null ? root : Path.Combine(root, job), "try");
        try
        {
            Directory.CreateDirectory(draft);
            Directory.Delete(draft);
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What a job says now; null where there is no such job.</summary>
    public JobText? Find(string job)
    {
        // Found among those that are there: no path comes in from outside.
        if (JobFolder.All(root).FirstOrDefault(there => Path.GetFileName(there) == job) is not { } folder) return null;
        if (new FileInfo(folder).LinkTarget is not null)
            throw new InputException($"{Told(job)} is a link: change the job where the link leads");
        return new JobText(
            Read(job, YamlFile, JobText.LongestYaml) ?? "",
            Read(job, SchemaFile, JobText.LongestSchema) ?? "",
            Read(job, ExamplesFile, JobText.LongestExamples) ?? "")
        {
            Gold = Read(job, "gold.jsonl", int.MaxValue),
        };
    }

    /// <summary>Makes a job with all its files, or nothing; one that is not right is refused.</summary>
    /// <param name="sample">Some rows to try it with; null leaves them out.</param>
    public void Create(string name, JobText text, byte[]? sample)
    {
        CheckNew(name);
        Check(text, name, before: null);
        Create(Path.Combine(root, name), Told(name), text, sample);
    }

    /// <summary>Makes a job's folder with all its files, or nothing.</summary>
    /// <param name="told">What errors call the folder.</param>
    public static void Create(string folder, string told, JobText text, byte[]? sample)
    {
        CheckFree(folder, told);
        var draft = DraftIn(Path.GetDirectoryName(folder)!, Path.GetFileName(folder));
        try
        {
            Directory.CreateDirectory(draft);
            foreach (var (file, content) in FilesOf(text, sample))
                File.WriteAllBytes(Path.Combine(draft, file), content);
            // Fails where another one has come into being meanwhile.
            Directory.Move(draft, folder);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            RemoveDraft(draft);
            CheckFree(folder, told);
            throw new InputException($"{told} cannot be written: {closed.Message}", closed);
        }
    }

    /// <summary>Changes a job; where it was changed meanwhile: what it says now, and nothing is written.</summary>
    /// <param name="version">That of the text which was changed.</param>
    public JobText? Replace(string job, JobText text, string version)
    {
        lock (_gate)
        {
            var now = Find(job) ?? throw new InputException($"{Told(job)} is no more there");
            if (now.Version != version) return now;
            Check(text.Beside(now), job, now);
            Replace(Path.Combine(root, job), Told(job), Changed(now, text).ToList());
            return null;
        }
    }

    /// <summary>The files of a job as they are written, by their names.</summary>
    public static IEnumerable<(string File, byte[] Content)> FilesOf(JobText text, byte[]? sample)
    {
        yield return (YamlFile, Encoding.UTF8.GetBytes(text.Yaml));
        yield return (SchemaFile, Encoding.UTF8.GetBytes(text.Schema));
        if (text.Examples.Length > 0) yield return (ExamplesFile, Encoding.UTF8.GetBytes(text.Examples));
        if (sample is not null) yield return ("sample.csv", sample);
    }

    // The job file last: what it needs of the others is there by then.
    private static IEnumerable<(string File, string Text)> Changed(JobText now, JobText text)
    {
        (string File, string Now, string Text)[] files =
        [
            (ExamplesFile, now.Examples, text.Examples),
            (SchemaFile, now.Schema, text.Schema),
            (YamlFile, now.Yaml, text.Yaml),
        ];
        return from file in files
               let wanted = WithLineEndsOf(file.Now, file.Text)
               where wanted != file.Now
               select (file.File, wanted);
    }

    // Browsers send their own.
    private static string WithLineEndsOf(string now, string text) =>
        now.Contains("\r\n", StringComparison.Ordinal) ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;

    private static void Replace(string folder, string told, IReadOnlyList<(string File, string Text)> changed)
    {
        var drafts = changed.Select(one => DraftIn(folder, one.File)).ToList();
        try
        {
            foreach (var (draft, (file, text)) in drafts.Zip(changed))
            {
                File.WriteAllText(draft, text);
                var there = Path.Combine(folder, file);
                if (!OperatingSystem.IsWindows() && File.Exists(there))
                    File.SetUnixFileMode(draft, File.GetUnixFileMode(there));
            }

            foreach (var (draft, (file, _)) in drafts.Zip(changed))
                File.Move(draft, Path.Combine(folder, file), overwrite: true);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            foreach (var draft in drafts) RemoveDraft(draft);
            throw new InputException($"{told} cannot be written: {closed.Message}", closed);
        }
    }

    private static void Check(JobText text, string name, JobText? before)
    {
        var problems = text.FindProblems(name, before);
        if (problems.Count > 0) throw new InputException(string.Join("; ", problems));
    }

    private string? Read(string job, string file, int longest)
    {
        var path = Path.Combine(root, job, file);
        if (!IsThere(path)) return null;
        var named = $"{Told(job)}/{file}";
        using var stream = RegularFile.Open(path, named);
        if (stream.Length > longest)
            throw new InputException($"{named} holds more than {longest:N0} bytes: change it in the file");
        return InputFile.Read(stream, named);
    }

    private static void RemoveDraft(string draft)
    {
        try
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
            else File.Delete(draft);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // Why it could not be written is told; a draft that stays is no job.
        }
    }

    // Also a link that leads nowhere.
    private static bool IsThere(string path) =>
        File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    // Behind a dot: no draft is taken for a job.
    private static string DraftIn(string folder, string name) =>
        Path.Combine(folder, $".{name}-{Guid.NewGuid().ToString("N")[..8]}");

    private static string Told(string name) => $"{JobFolder.Root}/{name}";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex NameShape();
}
