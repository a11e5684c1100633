namespace BulkExtractor.Cli.Work;

/// <summary>Keeps what a user cannot do anything with: where in the program something unexpected happened.</summary>
internal static class FailureLog
{
    private const int LongestLog = 1_000_000;

    /// <summary>Writes an exception down whole; what happened in one line, with where the rest stands.</summary>
    public static string Note(Exception unexpected)
    {
        var told = $"{unexpected.GetType().Name}: {unexpected.Message.Split('\n')[0].TrimEnd()}";
        string[] folders = [Path.Combine(RepositoryRoot.Folder, ".data"), Path.GetTempPath()];
        return folders.Select(folder => Path.Combine(folder, "bulk-errors.log"))
            .FirstOrDefault(file => TryWrite(file, unexpected)) is { } written
            ? $"{told} (the rest is in {written})"
            : told;
    }

    private static bool TryWrite(string path, Exception unexpected)
    {
        try
        {
            var file = new FileInfo(path);
            if (file is { Exists: true, Length: > LongestLog }) file.MoveTo($"{path}.1", overwrite: true);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            using var log = new StreamWriter(OwnerOnly.Open(path, options));
            log.WriteLine($"{TimeProvider.System.GetUtcNow():u} {Environment.CommandLine}\n{unexpected}\n");
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
