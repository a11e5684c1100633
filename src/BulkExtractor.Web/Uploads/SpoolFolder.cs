namespace BulkExtractor.Web.Uploads;

/// <summary>
/// A folder for temporary files of this process that nobody else may enter; what a process that was killed left is
/// removed when the next one opens its own.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private readonly string _root;
    private readonly FileLock _use;

    private SpoolFolder(string root)
    {
        _root = root;
        Path = System.IO.Path.Combine(root, "files");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, OwnerOnly.FolderMode);
        _use = FileLock.Shared(LockOf(root));
    }

    /// <summary>Where the files go.</summary>
    public string Path { get; }

    /// <param name="prefix">How the names of such folders begin.</param>
    public static SpoolFolder Open(string prefix)
    {
        RemoveLeft(prefix);
        return new(Directory.CreateTempSubdirectory(prefix).FullName);
    }

    public void Dispose()
    {
        _use.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static void RemoveLeft(string prefix)
    {
        foreach (var root in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{prefix}*"))
        {
            // One without a lock is just being made, or another user's.
            if (!File.Exists(LockOf(root))) continue;
            try
            {
                using var alone = FileLock.TryExclusive(LockOf(root));
                if (alone is not null) Directory.Delete(root, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another one removes it, too.
            }
        }
    }

    private static string LockOf(string root) => System.IO.Path.Combine(root, "use.lock");
}
