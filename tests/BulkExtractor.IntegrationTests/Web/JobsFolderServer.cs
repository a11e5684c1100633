using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>A server of a folder with two jobs, one of them a link, that owners and readers come to.</summary>
public sealed class JobsFolderServer(TestCluster cluster) : IAsyncLifetime
{
    public const string Schema = """{"type":"object","properties":{"rent":{"type":["number","null"]}}}""";

    private ServedDashboard? _served;

    internal ServedDashboard Served => _served!;

    internal string Jobs => Path.Combine(Served.Folder.Path, "jobs");

    public async ValueTask InitializeAsync() => _served = await ServedDashboard.StartInFolderAsync(
        cluster, Furnish, GuardedServer.Owner, GuardedServer.Reader);

    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
    }

    /// <summary>Writes a job that nobody else uses.</summary>
    internal void Write(string name, string yaml)
    {
        Served.Folder.Write($"jobs/{name}/schema.json", Schema);
        Served.Folder.Write($"jobs/{name}/job.yaml", yaml);
    }

    private static void Furnish(TemporaryFolder folder)
    {
        folder.Write("jobs/flats/schema.json", Schema);
        folder.Write("jobs/flats/job.yaml", "input: { text: body }\n");
        folder.Write("elsewhere/schema.json", Schema);
        folder.Write("elsewhere/job.yaml", "input: { text: secret }\n");
        Directory.CreateSymbolicLink(
            Path.Combine(folder.Path, "jobs", "linked"), Path.Combine(folder.Path, "elsewhere"));
    }
}
