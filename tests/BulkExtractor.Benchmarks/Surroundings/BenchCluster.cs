using BulkExtractor.Basics;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A PostgreSQL server of one measurement, which can be stopped hard and started again.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    public const string DatabaseName = "bulk_bench";

    private const int DiskMegabytes = 3_000;
    private const int MostStarts = 20;

    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(200);

    private readonly string _folder;
    private readonly EmbeddedCluster _cluster;
    private readonly MemoryDisk? _disk;

    private BenchCluster(string folder, EmbeddedCluster cluster, MemoryDisk? disk) =>
        (_folder, _cluster, _disk) = (folder, cluster, disk);

    /// <summary>The connection string of an empty database.</summary>
    public string Address =>
        new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Database = DatabaseName }.ConnectionString;

    public int Port => _cluster.Port;

    public static async Task<BenchCluster> StartAsync(CancellationToken cancellationToken)
    {
        // The cluster makes it, so that under root the server's user comes through.
        var folder = Path.Combine(Path.GetTempPath(), $"bulk-bench-cluster-{Guid.NewGuid():N}");
        var disk = MemoryDisk.TryMake(folder, DiskMegabytes);
        var options = new EmbeddedOptions(folder) { DataFolder = folder };
        var cluster = new BenchCluster(
            folder, await EmbeddedCluster.StartAsync(options, TimeProvider.System, cancellationToken), disk);
        await cluster.ExecuteAsync($"create database {DatabaseName}", "postgres");
        return cluster;
    }

    /// <summary>Whether its disk can be filled.</summary>
    public bool HasDisk => _disk is not null;

    /// <summary>Leaves nothing free on its disk.</summary>
    public void FillDisk() => _disk!.Fill();

    /// <summary>Gives its disk room again; a server that ended for want of it is started.</summary>
    public async Task EmptyDiskAsync(CancellationToken cancellationToken)
    {
        _disk!.Empty();
        if (!(await ControlAsync("status", [], cancellationToken)).Succeeded) await StartAgainAsync(cancellationToken);
    }

    /// <summary>Opens connections to a database, on which statements may take as long as they want.</summary>
    public NpgsqlDataSource CreateSource(string database = DatabaseName) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(_cluster.ConnectionString)
        {
            Database = database,
            Pooling = false,
            CommandTimeout = 0,
            Options = "-c statement_timeout=0",
        }.ConnectionString);

    public async Task ExecuteAsync(string sql, string database = DatabaseName)
    {
        await using var source = CreateSource(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Locks a table against everybody for a while.</summary>
    public async Task LockAsync(string table, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var source = CreateSource();
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
        if (_disk is not null) _disk.Dispose();
        else Directory.Delete(_folder, recursive: true);
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
