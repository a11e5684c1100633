using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>One PostgreSQL cluster for the whole run, with a migrated template for the tests' databases.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Template = "bulk_template";
    private const string FolderName = "bulk-test-cluster-";

    private static readonly string[] Hasty =
        ["fsync = off", "full_page_writes = off", "synchronous_commit = off", "max_connections = 300"];

    private readonly TestFolder _folder = new(FolderName);
    private readonly string[] _settings;
    private EmbeddedCluster? _cluster;
    private int _databases;

    /// <summary>The run's cluster; it forgets everything when the machine dies.</summary>
    public TestCluster() => _settings = Hasty;

    private TestCluster(string[] settings) => _settings = settings;

    public EmbeddedCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    /// <summary>A cluster of the test's own that keeps what was committed, to be stopped and started at will.</summary>
    public static async Task<TestCluster> StartDurableAsync()
    {
        var cluster = new TestCluster([]);
        await cluster.InitializeAsync();
        return cluster;
    }

    public async ValueTask InitializeAsync()
    {
        await SweepAsync();
        _cluster = await EmbeddedCluster.StartAsync(
            new(_folder.Path) { Settings = _settings }, TimeProvider.System, CancellationToken.None);
        await ExecuteAsync($"create database {Template}");
        await using var source = NpgsqlDataSource.Create(ConnectionTo(Template) + ";Pooling=false");
        await Migrations.ApplyAsync(source, CancellationToken.None);
    }

    /// <summary>A new database with the program's schema; its name.</summary>
    public async Task<string> CreateDatabaseAsync(bool migrated = true)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name} template {(migrated ? Template : "template0")}");
        return name;
    }

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    public string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Stops the server as a power cut would, without ending sessions.</summary>
    public Task StopImmediatelyAsync() => PgCtl.RunAsync(Cluster.Folder, "stop", "-m", "immediate");

    /// <summary>Starts the stopped server again, at its port.</summary>
    public Task StartAgainAsync() => PgCtl.RunAsync(Cluster.Folder, "start");

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            // Between its stop and its deletion another run would take it for one that was left behind.
            File.Delete(SettingsOf(_cluster.Folder));
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string SettingsOf(string cluster) => new ClusterFolder(cluster).Settings;

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Cluster.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // A run that was killed leaves its server behind: joining it alone and leaving again stops it.
    private static async Task SweepAsync()
    {
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
