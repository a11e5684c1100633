namespace BulkExtractor.Cli.Work;

/// <summary>A file that appears only when it is whole: written beside its place, then renamed.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private readonly string? _path;
    private readonly string? _draft;
    private bool _complete;

    private OutputFile(Stream stream, string? path, string? draft) => (Stream, _path, _draft) = (stream, path, draft);

    public Stream Stream { get; }

    /// <param name="path">A file's path, or - for stdout.</param>
    public static OutputFile Open(string path)
    {
        if (path == "-") return new OutputFile(Console.OpenStandardOutput(), null, null);
        var draft = $"{path}.part";
        try
        {
            return new OutputFile(File.Create(draft), path, draft);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Says that everything was written.</summary>
    public void Complete() => _complete = true;

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (_draft is null) return;
        if (_complete) File.Move(_draft, _path!, overwrite: true);
        else File.Delete(_draft);
    }
}
