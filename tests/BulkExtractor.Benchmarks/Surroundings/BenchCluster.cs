using BulkExtractor.Basics;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A PostgreSQL server of one measurement, which can be stopped hard and started again.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const string DatabaseName = "bulk_bench";
    private const int MostStarts = 20;

    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(200);

    private readonly string _folder;
    private readonly EmbeddedCluster _cluster;

    private BenchCluster(string folder, EmbeddedCluster cluster) => (_folder, _cluster) = (folder, cluster);

    /// <summary>The connection string of an empty database.</summary>
    public string Address =>
        new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Database = DatabaseName }.ConnectionString;

    public int Port => _cluster.Port;

    public static async Task<BenchCluster> StartAsync(CancellationToken cancellationToken)
    {
        // The cluster makes it, so that under root the server's user comes through.
        var folder = Path.Combine(Path.GetTempPath(), $"bulk-bench-cluster-{Guid.NewGuid():N}");
        var options = new EmbeddedOptions(folder) { DataFolder = folder };
        var cluster = new BenchCluster(
            folder, await EmbeddedCluster.StartAsync(options, TimeProvider.System, cancellationToken));
        await using var source = NpgsqlDataSource.Create(cluster._cluster.ConnectionString + ";Pooling=false");
        await using var create = source.CreateCommand($"create database {DatabaseName}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return cluster;
    }

    /// <summary>Locks a table against everybody for a while.</summary>
    public async Task LockAsync(string table, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{Address};Pooling=false;Command Timeout=0");
        await using var command = source.CreateCommand(FormattableString.Invariant(
            $"begin; lock table {table} in access exclusive mode; select pg_sleep({length.TotalSeconds:0.0}); commit"));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Stops the server without ending sessions or writing anything out.</summary>
    public async Task StopHardAsync(CancellationToken cancellationToken)
    {
        var ended = await ControlAsync("stop", ["-m", "immediate"], cancellationToken);
        if (!ended.Succeeded) throw new InputException($"the database does not stop: {ended.LastLine}");
    }

    /// <summary>Starts the stopped server again, at its port; it recovers first.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        // Children of the stopped server may still be dying, and hold its memory as long.
        for (var start = 1; ; start++)
        {
            var started = await ControlAsync("start", [], cancellationToken);
            if (started.Succeeded) return;
            if (start == MostStarts) throw new InputException($"the database does not start: {started.LastLine}");
            await Task.Delay(BetweenStarts, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<CommandResult> ControlAsync(
        string verb, string[] options, CancellationToken cancellationToken)
    {
        var folder = new ClusterFolder(_cluster.Folder);
        var user = await ServerUser.ChooseAsync(folder.Data, cancellationToken);
        var program = PostgresBinaries.Find(folder.Version)!.PgCtl;
        return await user.RunAsync(
            program, [verb, "-w", "-D", folder.Data, "-l", folder.Log, .. options], cancellationToken);
    }
}
