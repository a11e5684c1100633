using BulkExtractor.Extraction;
using BulkExtractor.Jobs;

namespace BulkExtractor.Cli.Work;

/// <summary>The jobs a command can name.</summary>
internal static class JobFolders
{
    public static Job Read(string nameOrPath) =>
        JobFile.Read(JobFolder.Find(nameOrPath, Checkout.Jobs), SchemaCheck.Check);

    public static IReadOnlyList<Job> ReadAll() =>
        [.. JobFolder.All(Checkout.Jobs).Select(folder => JobFile.Read(folder, SchemaCheck.Check))];
}
