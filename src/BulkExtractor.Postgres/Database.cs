using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace BulkExtractor.Postgres;

/// <summary>Runs work on PostgreSQL, through restarts and lost connections: the one place that retries.</summary>
public sealed partial class Database
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    // More than there are files in sql/queries, so that none pushes another out.
    private const int PreparedStatements = 200;

    // About ten seconds of trying: whoever restarts a server on purpose is back by then.
    private const int TriesBeforeRevival = 7;

    private readonly NpgsqlDataSource _source;
    private readonly ILogger<Database> _logger;
    private readonly ResiliencePipeline _opening;
    private readonly ResiliencePipeline _working;
    private readonly ResiliencePipeline _others;
    private int _failing;

    /// <summary>Works on the database that the source opens connections to.</summary>
    public Database(NpgsqlDataSource source, TimeProvider clock, ILogger<Database> logger)
    {
        _source = source;
        _logger = logger;
        _opening = Retrying(IsAway, clock);
        _working = Retrying(IsTransient, clock);
        // Others wrap what goes wrong.
        _others = Retrying(error => IsAway(error) || (error.InnerException is { } inner && IsAway(inner)), clock);
    }

    /// <summary>Opens connections whose statements are planned once, not each time they run.</summary>
    /// <param name="address">
    /// A pooler in between that shares sessions may need <c>Max Auto Prepare=0</c>, which wins.
    /// </param>
    public static NpgsqlDataSource CreateSource(string address) =>
        NpgsqlDataSource.Create($"Max Auto Prepare={PreparedStatements};Auto Prepare Min Usages=2;{address}");

    /// <summary>Starts the server again when it stays away; null where that is not for this program to do.</summary>
    public Func<CancellationToken, Task>? Revive { get; init; }

    /// <summary>Runs work on a connection of its own until it succeeds, fails for good or is cancelled.</summary>
    /// <param name="work">
    /// May run again from its start, even after its commit reached the server and only the answer was lost:
    /// so it must be safe to repeat.
    /// </param>
    public async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await _working.ExecuteAsync(
            async token =>
            {
                await using var connection = await OpenAsync(token);
                return await work(connection, token);
            },
            cancellationToken);
        if (Interlocked.Exchange(ref _failing, 0) == 1) LogAnswersAgain();
        return result;
    }

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
    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await _others.ExecuteAsync(async token => await work(token), cancellationToken);
        if (Interlocked.Exchange(ref _failing, 0) == 1) LogAnswersAgain();
        return result;
    }

    // A server that does not answer while it is dialled is away; one that does not answer a statement in
    // time would not answer it the second time either.
    private ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        _opening.ExecuteAsync(_source.OpenConnectionAsync, cancellationToken);

    private static bool IsTransient(Exception error) =>
        error is NpgsqlException { IsTransient: true } && !IsTimeout(error);

    private static bool IsAway(Exception error) => IsTransient(error) || IsTimeout(error);

    private static bool IsTimeout(Exception error) => error is NpgsqlException { InnerException: TimeoutException };

    private ResiliencePipeline Retrying(Func<Exception, bool> handles, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle(handles),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                OnRetry = NoteFailureAsync,
            })
            .Build();

    private async ValueTask NoteFailureAsync(OnRetryArguments<object> attempt)
    {
        if (attempt.AttemptNumber == TriesBeforeRevival && Revive is { } revive)
            await revive(attempt.Context.CancellationToken);
        if (Interlocked.Exchange(ref _failing, 1) == 1) return;

        // After a restart every pooled connection is dead; one failure each would take long.
        _source.Clear();
        LogFails(attempt.Outcome.Exception!.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database fails, trying again until it answers: {Reason}")]
    private partial void LogFails(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again.")]
    private partial void LogAnswersAgain();
}
