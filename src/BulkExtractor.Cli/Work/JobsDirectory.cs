using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Cli.Work;

/// <summary>The jobs a command can name.</summary>
internal static class JobsDirectory
{
    public static Job Read(string nameOrPath) =>
        ReadFolder(JobFolder.Find(nameOrPath, RepositoryRoot.Jobs));

    public static IReadOnlyList<Job> ReadAll() =>
        [.. JobFolder.All(RepositoryRoot.Jobs).Select(ReadFolder)];

    private static Job ReadFolder(string folder) => JobFile.Read(
        folder, (schema, value) => [.. SchemaCheck.Check(schema, value).Select(problem => problem.ToString())]);
}
