using BulkExtractor.Documents.Files;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>The files that the command line names as one input: paths, quoted patterns, or - for stdin.</summary>
internal sealed class SubmissionFile
{
    private const string Stdin = "-";
    private const int MostFiles = 10_000;

    private readonly IReadOnlyList<string> _paths;

    private readonly DocumentFolder? _folder;

    private SubmissionFile(IReadOnlyList<string> paths, bool isPattern, DocumentFolder? folder = null)
    {
        (_paths, IsPattern, _folder) = (paths, isPattern, folder);
    }

    /// <summary>Whether some of them were found by a pattern.</summary>
    public bool IsPattern { get; }

    /// <summary>The input's name, for people.</summary>
    public string Name => _folder?.Name ?? NamesOfFiles;

    /// <summary>What it is, where that does not show in a file: a folder.</summary>
    public string? Format => _folder?.Format;

    private string NamesOfFiles => _paths is [var only]
        ? NameOf(only)
        : $"{NameOf(_paths[0])} and {_paths.Count - 1} more";

    /// <summary>The folder whose files the input may name: its own; null leaves it to the job.</summary>
    public string? Folder
    {
        get
        {
            if (_folder is not null) return Path.GetFullPath(_paths[0]);
            var folders = _paths.Select(FolderOf).Distinct().ToList();
            return folders is [var only] ? only : null;
        }
    }

    /// <summary>Finds what is named.</summary>
    public static SubmissionFile Find(IReadOnlyList<string> named)
    {
        if (named is [var folder] && Directory.Exists(folder))
            return new SubmissionFile(named, false, DocumentFolder.Read(folder, Settings.Read().Inputs));
        var paths = named.SelectMany(Matching).Distinct().ToList();
        if (paths.Count > MostFiles)
            throw new InputException($"these are {paths.Count:N0} files; {MostFiles:N0} are allowed");
        return new SubmissionFile(paths, named.Any(IsPatternName));
    }

    /// <summary>The files; those of equal names in several folders are called by their paths.</summary>
    public IReadOnlyList<IncomingFile> Open()
    {
        if (_folder is not null) return [_folder.ToTable()];
        var byPath = _paths.Select(NameOf).Distinct().Count() < _paths.Count;
        return
        [
            .. _paths.Select(path => path == Stdin
                ? IncomingFile.FromStream(Console.OpenStandardInput(), NameOf(path))
                : IncomingFile.FromDisk(path, byPath ? path : NameOf(path))),
        ];
    }

    /// <param name="job">A job's name or folder.</param>
    public Task<Submission> OpenAsync(
        string job, SubmitOptions options, UsedModels models, CancellationToken cancellationToken)
    {
        var read = JobsDirectory.Read(job);
        if (_folder is not null) read = read with { Input = _folder.ToInput(read.Input) };
        return Submission.OpenAsync(Open(), read, options, models.Pool, cancellationToken);
    }

    private static string NameOf(string path) => path == Stdin ? "stdin" : Path.GetFileName(path);

    private static string? FolderOf(string path) =>
        path == Stdin ? null : Path.GetDirectoryName(Path.GetFullPath(path));

    // A file may have such a sign in its name.
    private static bool IsPatternName(string named) => named.AsSpan().IndexOfAny('*', '?') >= 0 && !File.Exists(named);

    private static IEnumerable<string> Matching(string named)
    {
        if (Directory.Exists(named)) throw new InputException($"{named} is a folder: submit it by itself");
        if (!IsPatternName(named)) return [named];
        var folder = Path.GetDirectoryName(named) is { Length: > 0 } some ? some : ".";
        if (folder.AsSpan().IndexOfAny('*', '?') >= 0)
            throw new InputException($"{named}: only the last part of a path may be a pattern");
        if (!Directory.Exists(folder)) throw new InputException($"{named}: there is no folder {folder}");
        var found = Directory.EnumerateFiles(folder, Path.GetFileName(named))
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Take(MostFiles + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0 ? found : throw new InputException($"no file is called {named}");
    }
}
