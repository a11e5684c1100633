namespace BulkExtractor.Schedules;

/// <summary>How a file looked at a moment: whoever writes to it changes that.</summary>
public readonly record struct FileStamp(long Length, DateTime ChangedAt)
{
    /// <summary>The stamp of a file as it is now; that of nothing if it is not there.</summary>
    public static FileStamp Read(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : default;
    }
}
