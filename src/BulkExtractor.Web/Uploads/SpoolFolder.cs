namespace BulkExtractor.Web.Uploads;

/// <summary>
/// A folder for temporary files of this process that nobody else may enter; what a process that was killed left is
/// removed when the next one opens its own.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private const string Mark = "in-use";

    private readonly string _root;
    private readonly FileStream _mark;

    private SpoolFolder(string root)
    {
        _root = root;
        Path = System.IO.Path.Combine(root, "files");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, OwnerOnly.FolderMode);
        // Locked as long as this process lives: the system unlocks it, however that ends.
        _mark = Hold(root, FileMode.CreateNew);
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
        _mark.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static void RemoveLeft(string prefix)
    {
        foreach (var root in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{prefix}*"))
        {
            try
            {
                using (Hold(root, FileMode.Open))
                    Directory.Delete(root, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody is in there, or another one removes it, or it is another user's.
            }
        }
    }

    private static FileStream Hold(string root, FileMode mode) =>
        new(System.IO.Path.Combine(root, Mark), mode, FileAccess.ReadWrite, FileShare.None);
}
