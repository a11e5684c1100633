using BulkExtractor.Jobs;

namespace BulkExtractor.Cli.Work;

/// <summary>The jobs a command can name.</summary>
internal static class JobsDirectory
{
    public static Job Read(string nameOrPath) =>
        JobFile.Read(JobFolder.Find(nameOrPath, RepositoryRoot.Jobs));

    public static IReadOnlyList<Job> ReadAll() =>
        [.. JobFolder.All(RepositoryRoot.Jobs).Select(JobFile.Read)];
}
