using BulkExtractor.Postgres;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class DatabaseTests(DurableCluster cluster) : IClassFixture<DurableCluster>, IAsyncLifetime
{
    private readonly RecordingLogger<Postgres.Database> _log = new();
    private NpgsqlDataSource _source = null!;
    private Postgres.Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _source = NpgsqlDataSource.Create(cluster.Server.ConnectionString);
        _database = new(_source, TimeProvider.System, _log);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await cluster.StartAgainAsync();
    }

    [Fact]
    public async Task Work_goes_on_after_the_server_was_killed_and_started_again()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await cluster.StopImmediatelyAsync();

        var waiting = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await _log.NextAsync(Token);
        Assert.False(waiting.IsCompleted);
        await cluster.StartAgainAsync();

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
    public async Task What_is_tried_in_vain_is_known_though_other_work_succeeds_meanwhile()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Assert.Equal(TimeSpan.Zero, _database.HeldUpFor);
        var recording = _database.RunAsync<int>(
            (_, _) => throw new PostgresException("disk full", "ERROR", "ERROR", PostgresErrorCodes.DiskFull),
            stop.Token);
        await _log.NextAsync(Token);

        await ReadOneAsync();

        Assert.True(_database.HeldUpFor > TimeSpan.Zero);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        Assert.Equal(TimeSpan.Zero, _database.HeldUpFor);
    }

    [Fact]
    public async Task An_outage_is_told_once_and_its_end_too()
    {
        await cluster.StopImmediatelyAsync();
        var waiting = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReadOneAsync()));
        await _log.NextAsync(Token);
        await cluster.StartAgainAsync();
        await waiting;

        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Levels);
    }

    [Fact]
    public async Task Waiting_for_the_server_ends_when_it_is_cancelled()
    {
        await cluster.StopImmediatelyAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var waiting = _database.RunAsync(ReadAsync, stop.Token);
        await _log.NextAsync(Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_would_fail_again_is_not_repeated()
    {
        var runs = 0;

        await Assert.ThrowsAsync<PostgresException>(() => RunAsync("select 1 / 0", () => runs++));

        Assert.Equal(1, runs);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("set statement_timeout = 1; select pg_sleep(5)", 30)]
    [InlineData("select pg_sleep(60)", 1)]
    public async Task A_statement_that_took_too_long_is_tried_again(string sql, int seconds)
    {
        var runs = 0;

        await _database.RunAsync(
            async (connection, token) =>
            {
                if (++runs > 1) return;
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = seconds };
                await command.ExecuteNonQueryAsync(token);
            },
            Token);

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Whoever_does_not_wait_for_ever_is_told_in_one_line_and_nothing_else()
    {
        _database.Patience = TimeSpan.FromSeconds(1);
        await cluster.StopImmediatelyAsync();

        var told = await Assert.ThrowsAsync<DatabaseUnusableException>(ReadOneAsync);

        Assert.Matches(@"^PostgreSQL at 127\.0\.0\.1:\d+ does not answer: .+ \(see BULK_POSTGRES\)$", told.Message);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("Password=wrong", "password authentication failed")]
    [InlineData("Database=nowhere", "database \"nowhere\" does not exist")]
    public async Task A_mistake_of_set_up_ends_it_at_once(string mistake, string reason)
    {
        await using var source = NpgsqlDataSource.Create($"{cluster.Server.ConnectionString};{mistake}");
        var database = new Postgres.Database(source, TimeProvider.System, _log);

        var told = await Assert.ThrowsAsync<DatabaseUnusableException>(() => database.RunAsync(ReadAsync, Token));

        Assert.Contains($"cannot be used: {reason}", told.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Migrations_wait_for_the_server()
    {
        await cluster.StopImmediatelyAsync();

        var applying = Migrations.ApplyAsync(_database, Token);
        await _log.NextAsync(Token);
        await cluster.StartAgainAsync();
        await applying;

        Assert.True(await _database.RunAsync(HasMigrationsAsync, Token));
    }

    private static async Task<bool> HasMigrationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select count(*) > 0 from bulk.migrations", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private Task RunAsync(string sql, Action begins) => _database.RunAsync(
        async (connection, token) =>
        {
            begins();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(token);
        },
        Token);

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
