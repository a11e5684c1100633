using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class DatabaseTests : IAsyncLifetime
{
    private readonly RecordingLogger<Postgres.Database> _log = new();
    private TestCluster _cluster = null!;
    private NpgsqlDataSource _source = null!;
    private Postgres.Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await TestCluster.StartDurableAsync();
        _source = NpgsqlDataSource.Create(_cluster.ConnectionString);
        _database = new(_source, TimeProvider.System, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Work_goes_on_after_the_server_was_killed_and_started_again()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await _cluster.StopImmediatelyAsync();

        var waiting = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await _log.NextAsync(Token);
        Assert.False(waiting.IsCompleted);
        await _cluster.StartAgainAsync();

        Assert.All(await waiting, one => Assert.Equal(1, one));
    }

    [Fact]
    public async Task Work_that_the_stopping_server_cut_off_is_repeated()
    {
        var runs = 0;

        var result = await _database.RunAsync(
            async (connection, token) =>
            {
                if (++runs == 1) await TerminateAsync(connection, token);
                return await ReadAsync(connection, token);
            },
            Token);

        Assert.Equal((1, 2), (result, runs));
    }

    [Fact]
    public async Task An_outage_is_told_once_and_its_end_too()
    {
        await _cluster.StopImmediatelyAsync();
        var waiting = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await _log.NextAsync(Token);
        await _cluster.StartAgainAsync();
        await waiting;

        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Levels);
    }

    [Fact]
    public async Task Waiting_for_the_server_ends_when_it_is_cancelled()
    {
        await _cluster.StopImmediatelyAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var waiting = _database.RunAsync(ReadAsync, stop.Token);
        await _log.NextAsync(Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData("select 1 / 0")]
    [InlineData("set statement_timeout = 1; select pg_sleep(5)")]
    public async Task What_would_fail_again_is_not_repeated(string sql)
    {
        var runs = 0;

        await Assert.ThrowsAsync<PostgresException>(() => _database.RunAsync(
            async (connection, token) =>
            {
                runs++;
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync(token);
            },
            Token));

        Assert.Equal(1, runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_statement_that_takes_too_long_is_not_repeated()
    {
        var runs = 0;

        await Assert.ThrowsAsync<NpgsqlException>(() => _database.RunAsync(
            async (connection, token) =>
            {
                runs++;
                await using var command = new NpgsqlCommand("select pg_sleep(60)", connection) { CommandTimeout = 1 };
                await command.ExecuteNonQueryAsync(token);
            },
            Token));

        Assert.Equal(1, runs);
    }

    private Task<int> ReadOneAsync() => _database.RunAsync(ReadAsync, Token);

    private static async Task<int> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task TerminateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pg_backend_pid())", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
