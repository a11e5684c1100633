using BulkExtractor.Benchmarks.Surroundings;
using Npgsql;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>What is done to the database; each brings it back, and nobody submits meanwhile.</summary>
internal sealed class DatabaseFaults(BenchCluster cluster, CuttingProxy proxy, SemaphoreSlim databaseUp)
{
    private const string RightClock = "clock_timestamp()";
    private const int MostStatementMilliseconds = 5;

    public Task StopAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        async () =>
        {
            await cluster.StopHardAsync(cancellationToken);
            await Task.Delay(length, cancellationToken);
            await cluster.StartAgainAsync(cancellationToken);
        },
        cancellationToken);

    public Task LockTableAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        () => cluster.LockAsync("bulk.chunks", length, cancellationToken), cancellationToken);

    /// <summary>Takes every connection that is free, and those that become free.</summary>
    public Task UseUpConnectionsAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        async () =>
        {
            await using var source = NpgsqlDataSource.Create(cluster.Address + ";Pooling=false");
            var taken = new List<NpgsqlConnection>();
            // Those that worked are cut, so that they are taken, too.
            proxy.CutAll();
            var startedAt = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(startedAt) < length)
            {
                if (await TryOpenAsync(source, cancellationToken) is { } one) taken.Add(one);
                else await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }

            foreach (var one in taken) await one.DisposeAsync();
        },
        cancellationToken);

    public Task TimeOutStatementsAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        async () =>
        {
            await LimitAsync($"set statement_timeout = {MostStatementMilliseconds}");
            await Task.Delay(length, cancellationToken);
            await LimitAsync("reset statement_timeout");
        },
        cancellationToken);

    /// <summary>Fills the server's disk to the last byte; a server that ended of it is started again.</summary>
    public Task FillDiskAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        async () =>
        {
            cluster.FillDisk();
            await Task.Delay(length, cancellationToken);
            await cluster.EmptyDiskAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Sets the database's own clock back by more than it is left so.</summary>
    public Task StepClockAsync(TimeSpan length, CancellationToken cancellationToken) => databaseUp.RunAsync(
        async () =>
        {
            await SetClockAsync(FormattableString.Invariant(
                $"{RightClock} - interval '{length.TotalSeconds + 10:0.0} s'"));
            await Task.Delay(length, cancellationToken);
            await SetClockAsync(RightClock);
        },
        cancellationToken);

    private static async Task<NpgsqlConnection?> TryOpenAsync(
        NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return null;
        }
    }

    // Holds for sessions that are opened from now on, so all are cut.
    private async Task LimitAsync(string setting)
    {
        await cluster.ExecuteAsync($"alter database {BenchCluster.DatabaseName} {setting}");
        proxy.CutAll();
    }

    private Task SetClockAsync(string time) => cluster.ExecuteAsync(
        $"""
        create or replace function bulk.clock() returns timestamptz language sql volatile parallel safe
        as $$ select {time} $$
        """);
}
