using BulkExtractor.Basics;

namespace BulkExtractor.Exports;

/// <summary>A file that appears only when it is whole: written beside its place, then renamed.</summary>
public sealed class OutputFile : IAsyncDisposable
{
    private readonly string? _path;
    private readonly string? _draft;
    private bool _complete;

    private OutputFile(Stream stream, string? path, string? draft) => (Stream, _path, _draft) = (stream, path, draft);

    /// <summary>Where it is written to.</summary>
    public Stream Stream { get; }

    /// <summary>Begins to write a file.</summary>
    /// <param name="path">A file's path, or - for stdout.</param>
    public static OutputFile Open(string path)
    {
        if (path == "-") return new OutputFile(Console.OpenStandardOutput(), null, null);
        // A name of its own: a process that was thought dead may still be writing the same file.
        var draft = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            return new OutputFile(File.Create(draft), path, draft);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Removes what processes left behind that died while they wrote this file.</summary>
    public static void RemoveDrafts(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var draft in Directory.GetFiles(folder, $"{Path.GetFileName(path)}.*.part")) File.Delete(draft);
    }

    /// <summary>Says that everything was written.</summary>
    public void Complete() => _complete = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (_draft is null) return;
        if (_complete) File.Move(_draft, _path!, overwrite: true);
        else File.Delete(_draft);
    }
}
