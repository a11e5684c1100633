namespace BulkExtractor.Basics;

/// <summary>Files that nobody but their owner may open. On Windows their folder says who may.</summary>
public static class OwnerOnly
{
    /// <summary>The mode of a folder that nobody else may enter.</summary>
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens or makes such a file; one that others may open is closed to them.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (OperatingSystem.IsWindows()) return new FileStream(path, options);
        if (options.Mode != System.IO.FileMode.Open) options.UnixCreateMode = FileMode;
        var file = new FileStream(path, options);
        try
        {
            if (File.GetUnixFileMode(file.SafeFileHandle) != FileMode)
                File.SetUnixFileMode(file.SafeFileHandle, FileMode);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
