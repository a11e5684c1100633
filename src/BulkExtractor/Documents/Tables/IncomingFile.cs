using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>A file that comes in.</summary>
/// <param name="Name">What people call it; it opens nothing.</param>
/// <param name="Open">Opens it at its first byte.</param>
/// <param name="Again">Whether it can be opened more than once.</param>
public sealed record IncomingFile(string Name, Func<Stream> Open, bool Again)
{
    /// <summary>Whether what was opened may be closed before it is opened again.</summary>
    internal bool Reopens { get; private init; }

    /// <summary>A file of the disk; what is none, such as a pipe, is opened at once.</summary>
    public static IncomingFile FromDisk(string path, string name) =>
        RegularFile.IsPipeOrDevice(path)
            ? FromStream(OpenFile(path, name), name)
            : new(name, () => OpenFile(path, name), true) { Reopens = true };

    /// <summary>A stream that is open already; one that can be moved back can be read again.</summary>
    public static IncomingFile FromStream(Stream stream, string name) =>
        new(name, () => FromStart(stream), stream.CanSeek);

    /// <summary>What a stream holds, kept in a temporary file: it can be read as often as that is open.</summary>
    public static async Task<FileStream> KeepAsync(Stream stream, CancellationToken cancellationToken) =>
        await SpoolFile.CopyAsync(stream, cancellationToken);

    /// <summary>What a stream in gzip holds, within bounds.</summary>
    public static Stream Gunzip(Stream packed, string name, InputBounds bounds) =>
        UnpackedStream.Gunzip(packed, name, bounds);

    private static FileStream OpenFile(string path, string name)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {name}: {problem.Message}", problem);
        }
    }

    private static Stream FromStart(Stream stream)
    {
        if (stream.CanSeek) stream.Position = 0;
        return stream;
    }
}
