using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Files;

/// <summary>The content of a file that an input names, or why it cannot be had.</summary>
internal readonly record struct FileBytes(byte[]? Bytes, string? Problem)
{
    /// <summary>Reads a regular file of bounded size.</summary>
    /// <param name="named">The file as the input names it, for people.</param>
    public static async Task<FileBytes> ReadAsync(
        string path, string named, int limit, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = RegularFile.Open(path, named);
            var length = file.Length;
            if (length == 0) return new FileBytes(null, $"{named} is empty");
            if (length > limit) return TooLong(named, limit);
            return await ReadAsync(file, named, limit, (int)length, cancellationToken);
        }
        catch (InputException problem)
        {
            return new FileBytes(null, problem.Message);
        }
        catch (IOException)
        {
            return new FileBytes(null, $"{named} cannot be read");
        }
    }

    /// <summary>Reads a stream to its end; one that is longer than the limit is given up there.</summary>
    public static async Task<FileBytes> ReadAsync(
        Stream stream, string named, int limit, int expected, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(Math.Min(expected, limit));
        var block = new byte[64 << 10];
        while (await stream.ReadAsync(block, cancellationToken) is > 0 and var count)
        {
            if (bytes.Length + count > limit) return TooLong(named, limit);
            bytes.Write(block, 0, count);
        }

        return new FileBytes(bytes.ToArray(), null);
    }

    /// <summary>The same, under a smaller limit.</summary>
    public FileBytes Within(int limit, string named) => Bytes?.Length > limit ? TooLong(named, limit) : this;

    private static FileBytes TooLong(string named, int limit) =>
        new(null, $"{named} is larger than {limit >> 20} MB");
}
