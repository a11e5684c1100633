namespace BulkExtractor.Basics;

/// <summary>A lock on a file, held until disposed; the operating system drops it with its process.</summary>
public sealed class FileLock : IDisposable
{
    // Whoever holds one may be making a database cluster, or its server may be recovering.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Locks against everybody, as soon as nobody else holds the file.</summary>
    public static async Task<FileLock> ExclusiveAsync(
        string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Patience)
        {
            if (TryExclusive(path) is { } held) return held;
            await Task.Delay(Interval, clock, cancellationToken);
        }

        throw new InputException($"{path} is locked by another process for too long: end that one and try again.");
    }

    /// <summary>Locks against everybody, unless somebody holds the file.</summary>
    public static FileLock? TryExclusive(string path)
    {
        try
        {
            return new(Open(path, FileShare.None));
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Locks against those who lock exclusively.</summary>
    public static FileLock Shared(string path) => new(Open(path, FileShare.ReadWrite));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path, FileShare share) =>
        OwnerOnly.Open(path, new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share });
}
