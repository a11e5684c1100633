using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Runs work on PostgreSQL, through restarts and lost connections: the one way to it.</summary>
public sealed class Database
{
    // More than there are files in sql/queries, so that none pushes another out.
    private const int PreparedStatements = 200;

    private const string NeverCompile = "set jit = off";

    private readonly NpgsqlDataSource _source;
    private readonly RetryPolicy _policy;

    /// <summary>Works on the database that the source opens connections to.</summary>
    /// <param name="revive">
    /// Starts the server again when it stays away; null where that is not for this program to do.
    /// </param>
    public Database(
        NpgsqlDataSource source,
        TimeProvider clock,
        ILogger<Database> logger,
        Func<CancellationToken, Task>? revive = null) =>
        (_source, _policy) = (source, new RetryPolicy(source, clock, logger) { Revive = revive });

    /// <summary>Gives up what has failed for so long; null for never, with a warning a minute.</summary>
    public TimeSpan? Patience
    {
        get => _policy.Patience;
        set => _policy.Patience = value;
    }

    /// <summary>For how long nothing has succeeded any more; zero while all goes well.</summary>
    public TimeSpan FailingFor => _policy.FailingFor;

    /// <summary>For how long something has been tried in vain, though other work may succeed meanwhile.</summary>
    /// <remarks>As where the disk is full: all can be read, and nothing recorded.</remarks>
    public TimeSpan HeldUpFor => _policy.HeldUpFor;

    /// <summary>Opens connections whose statements are planned once, not each time they run.</summary>
    /// <param name="address">
    /// A pooler in between that shares sessions may need <c>Max Auto Prepare=0</c>, which wins.
    /// </param>
    public static NpgsqlDataSource CreateSource(string address) => CreateBuilder(address).Build();

    /// <summary>Opens them for this program, which lends each as it was left.</summary>
    /// <remarks>
    /// It changes nothing of a session for longer than a transaction, but for locks, which it gives back. So the seven
    /// statements that would clear a connection each time have nothing to clear. No session compiles its statements:
    /// where tables are large, a plan looks dear enough for that, and it takes a tenth of a second each time.
    /// </remarks>
    public static NpgsqlDataSource CreateOwnSource(string address)
    {
        var builder = CreateBuilder($"No Reset On Close=true;{address}");
        builder.UsePhysicalConnectionInitializer(
            opened =>
            {
                using var command = new NpgsqlCommand(NeverCompile, opened);
                command.ExecuteNonQuery();
            },
            async opened =>
            {
                await using var command = new NpgsqlCommand(NeverCompile, opened);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    /// <summary>Runs work on a connection of its own until it succeeds, fails for good or is cancelled.</summary>
    /// <param name="work">
    /// May run again from its start, even after its commit reached the server and only the answer was lost:
    /// so it must be safe to repeat.
    /// </param>
    public Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _policy.RunAsync(
            async token =>
            {
                await using var connection = await _policy.OpenAsync(_source.OpenConnectionAsync, token);
                return await RunAsync(connection, work, token);
            },
            cancellationToken);

    /// <summary>Runs work that has no result.</summary>
    /// <param name="work">Must be safe to repeat.</param>
    public Task RunAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                await work(connection, token);
                return true;
            },
            cancellationToken);

    /// <summary>Runs work in a transaction of its own, which is committed at the work's end.</summary>
    /// <param name="work">Must be safe to repeat.</param>
    public Task<T> InTransactionAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                var result = await work(connection, token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);

    /// <summary>Runs work that has no result in a transaction of its own, which is committed at its end.</summary>
    /// <param name="work">Must be safe to repeat.</param>
    public Task InTransactionAsync(
        Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async (connection, token) =>
            {
                await work(connection, token);
                return true;
            },
            cancellationToken);

    /// <summary>Retries work that opens its connections itself, as others do.</summary>
    /// <param name="work">Must be safe to repeat.</param>
    public Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _policy.RunAsync(
            token => _policy.OpenAsync(async again => await work(again), token), cancellationToken);

    private static NpgsqlDataSourceBuilder CreateBuilder(string address) =>
        new($"Max Auto Prepare={PreparedStatements};Auto Prepare Min Usages=2;{address}");

    // What a lost connection leads to in the end does not always say so.
    private static async Task<T> RunAsync<T>(
        NpgsqlConnection connection,
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            return await work(connection, cancellationToken);
        }
        catch (Exception lost) when (connection.State is not ConnectionState.Open
            && lost is not (NpgsqlException or OperationCanceledException))
        {
            throw new NpgsqlException(lost.Message, new IOException(lost.Message, lost));
        }
    }
}
