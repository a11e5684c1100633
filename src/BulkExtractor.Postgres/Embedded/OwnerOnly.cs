namespace BulkExtractor.Postgres.Embedded;

/// <summary>Files that nobody but their owner may open: whoever may read a lock may hold it.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens or makes such a file; one that others may open is closed to them.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (options.Mode != FileMode.Open) options.UnixCreateMode = Mode;
        var file = new FileStream(path, options);
        try
        {
            if (File.GetUnixFileMode(file.SafeFileHandle) != Mode) File.SetUnixFileMode(file.SafeFileHandle, Mode);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
