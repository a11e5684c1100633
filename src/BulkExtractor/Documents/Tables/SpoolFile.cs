using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>A temporary file that only its owner may read, and that is gone when it is closed.</summary>
internal static class SpoolFile
{
    /// <summary>A new and empty one.</summary>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bulk-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 1 << 16,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        var file = OwnerOnly.Open(path, options);
        // Without a name it cannot outlive this process, however that ends.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    /// <summary>A copy of a stream, at its first byte.</summary>
    public static async Task<FileStream> CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        var file = Create();
        try
        {
            await stream.CopyToAsync(file, 1 << 16, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
