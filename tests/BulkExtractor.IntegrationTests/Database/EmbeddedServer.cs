using BulkExtractor.Basics;
using BulkExtractor.Postgres.Embedded;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>The program's own embedded cluster, in a folder of the run's own.</summary>
internal sealed class EmbeddedServer : TestServer
{
    private const string FolderName = "bulk-test-cluster-";

    private readonly TestFolder _folder;
    private readonly EmbeddedCluster _cluster;

    private EmbeddedServer(TestFolder folder, EmbeddedCluster cluster) => (_folder, _cluster) = (folder, cluster);

    public override string Description => "embedded cluster";

    public override string ConnectionString => _cluster.ConnectionString;

    public static async Task<EmbeddedServer> StartAsync(IEnumerable<string> settings)
    {
        await SweepAsync();
        var folder = new TestFolder(FolderName);
        return new EmbeddedServer(folder, await EmbeddedCluster.StartAsync(
            new(folder.Path) { Settings = [.. settings] }, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>Stops the server as a power cut would, without ending sessions.</summary>
    public Task StopImmediatelyAsync() => PgCtl.RunAsync(_cluster.Folder, "stop", "-m", "immediate");

    /// <summary>Starts the stopped server again, at its port.</summary>
    public Task StartAgainAsync() => PgCtl.RunAsync(_cluster.Folder, "start");

    public override async ValueTask DisposeAsync()
    {
        // Between its stop and its deletion another run would take it for one that was left behind.
        File.Delete(SettingsOf(_cluster.Folder));
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    private static string SettingsOf(string cluster) => new ClusterFolder(cluster).Settings;

    // A run that was killed leaves its server behind: joining it alone and leaving again stops it. Of several runs that
    // begin together one does so, or they would delete under each other's hands.
    private static async Task SweepAsync()
    {
        using var sweeper = FileLock.TryExclusive(
            Path.Combine(Path.GetTempPath(), $"{FolderName}{Environment.UserName}.lock"));
        if (sweeper is null) return;
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), $"{FolderName}*"))
        {
            var cluster = Path.Combine(left, ".data", "postgres");
            if (!File.Exists(SettingsOf(cluster))) continue;
            using (var alone = FileLock.TryExclusive(Path.Combine(cluster, "use.lock")))
            {
                if (alone is null) continue;
            }

            await using (await EmbeddedCluster.StartAsync(new(left), TimeProvider.System, CancellationToken.None))
            {
            }

            Directory.Delete(left, recursive: true);
        }
    }
}
