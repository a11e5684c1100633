using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace BulkExtractor.Postgres;

/// <summary>Tries again what failed by an error that passes, with growing waits, and says so once a minute.</summary>
internal sealed partial class RetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);

    // About ten seconds of trying: whoever restarts a server on purpose is back by then.
    private const int TriesBeforeRevival = 7;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Retries _opening;
    private readonly Retries _working;
    private readonly Lock _gate = new();
    private readonly HashSet<Trial> _inVain = [];
    private long? _failingSince;
    private long? _warnedAt;

    public RetryPolicy(NpgsqlDataSource source, TimeProvider clock, ILogger logger)
    {
        (_source, _clock, _logger) = (source, clock, logger);
        _opening = Retry(DatabaseErrors.PassesAtOpening);
        _working = Retry(DatabaseErrors.Passes);
    }

    /// <summary>Gives up what has failed for so long; null for never, with a warning a minute.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>Starts the server again when it stays away; null where that is not for this program to do.</summary>
    public Func<CancellationToken, Task>? Revive { get; init; }

    /// <summary>For how long nothing has succeeded any more; zero while all goes well.</summary>
    public TimeSpan FailingFor
    {
        get
        {
            lock (_gate) return _failingSince is { } since ? _clock.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    /// <summary>For how long something has been tried in vain, though other work may succeed meanwhile.</summary>
    public TimeSpan HeldUpFor
    {
        get
        {
            lock (_gate)
                return _inVain.Count == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(_inVain.Min(trial => trial.Began));
        }
    }

    /// <summary>Opens a connection, or whatever else only needs the server to be there.</summary>
    public ValueTask<T> OpenAsync<T>(Func<CancellationToken, ValueTask<T>> open, CancellationToken cancellationToken) =>
        DoAsync(_opening, open, null, cancellationToken);

    /// <summary>Does work that may be done twice, until it succeeds, fails for good or is cancelled.</summary>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var trial = new Trial(_clock.GetTimestamp());
        try
        {
            var result = await DoAsync(_working, work, trial, cancellationToken);
            NoteSuccess();
            return result;
        }
        finally
        {
            if (trial.IsInVain) Forget(trial);
        }
    }

    // Nearly everything succeeds at once and is spared the layers of the pipeline.
    private async ValueTask<T> DoAsync<T>(
        Retries retries, Func<CancellationToken, ValueTask<T>> work, Trial? trial, CancellationToken cancellationToken)
    {
        var startedAt = _clock.GetTimestamp();
        Exception failure;
        try
        {
            return await TryAsync(work, trial, cancellationToken);
        }
        catch (Exception error) when (retries.Passes(error))
        {
            failure = error;
        }

        NoteFailure(startedAt);
        return await GoOnAsync(retries, failure, work, trial, cancellationToken);
    }

    // To the pipeline the failure is that of its own first try.
    private ValueTask<T> GoOnAsync<T>(
        Retries retries,
        Exception failure,
        Func<CancellationToken, ValueTask<T>> work,
        Trial? trial,
        CancellationToken cancellationToken)
    {
        var isFirst = true;
        return retries.Pipeline.ExecuteAsync(
            token =>
            {
                if (!isFirst) return TryAsync(work, trial, token);
                isFirst = false;
                return ValueTask.FromException<T>(failure);
            },
            cancellationToken);
    }

    // trial: what this is a part of; null where nobody asks how long it takes.
    private async ValueTask<T> TryAsync<T>(
        Func<CancellationToken, ValueTask<T>> work, Trial? trial, CancellationToken cancellationToken)
    {
        try
        {
            return await work(cancellationToken);
        }
        catch (Exception error) when (DatabaseErrors.FindSetUp(error) is { } mistake)
        {
            throw Unusable("cannot be used", mistake);
        }
        catch (Exception error) when (trial is not null && DatabaseErrors.Passes(error))
        {
            Remember(trial);
            throw;
        }
    }

    private void Remember(Trial trial)
    {
        trial.IsInVain = true;
        lock (_gate) _inVain.Add(trial);
    }

    private void Forget(Trial trial)
    {
        lock (_gate) _inVain.Remove(trial);
    }

    private Retries Retry(Func<Exception, bool> passes) => new(
        passes,
        new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle(passes),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                OnRetry = NoteFailureAsync,
            })
            .Build());

    private async ValueTask NoteFailureAsync(OnRetryArguments<object> attempt)
    {
        var error = attempt.Outcome.Exception!;
        var startedAt = _clock.GetTimestamp() - (long)(attempt.Duration.TotalSeconds * _clock.TimestampFrequency);
        if (Patience < NoteFailure(startedAt) + attempt.RetryDelay) throw Unusable("does not answer", error);
        if (Patience is null && IsTimeToWarn()) LogFails(DatabaseErrors.ReasonOf(error));
        if (attempt.AttemptNumber % TriesBeforeRevival == TriesBeforeRevival - 1 && Revive is { } revive)
            await ReviveAsync(revive, attempt.Context.CancellationToken);
    }

    // How long all has failed.
    private TimeSpan NoteFailure(long startedAt)
    {
        lock (_gate)
        {
            // After a restart every pooled connection is dead; one failure each would take long.
            if (_failingSince is null) _source.Clear();
            _failingSince ??= startedAt;
            return _clock.GetElapsedTime(_failingSince.Value);
        }
    }

    private bool IsTimeToWarn()
    {
        lock (_gate)
        {
            if (_warnedAt is { } at && _clock.GetElapsedTime(at) < WarningInterval) return false;
            _warnedAt = _clock.GetTimestamp();
            return true;
        }
    }

    private void NoteSuccess()
    {
        if (_failingSince is null) return;
        lock (_gate) _failingSince = null;
        if (_warnedAt is not null) LogAnswersAgain();
    }

    // What it cannot be started for may pass, too: it is tried again.
    private async Task ReviveAsync(Func<CancellationToken, Task> revive, CancellationToken cancellationToken)
    {
        try
        {
            await revive(cancellationToken);
        }
        catch (Basics.InputException stays)
        {
            LogFails(stays.Message);
        }
    }

    private DatabaseUnusableException Unusable(string how, Exception error)
    {
        var address = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        return new DatabaseUnusableException(
            $"PostgreSQL at {address.Host}:{address.Port} {how}: {DatabaseErrors.ReasonOf(error)} (see BULK_POSTGRES)",
            error);
    }

    /// <summary>One piece of work, which is tried until it succeeds.</summary>
    private sealed class Trial(long began)
    {
        public long Began => began;

        /// <summary>Whether it has failed so far.</summary>
        public bool IsInVain { get; set; }
    }

    /// <summary>What is tried again, and how.</summary>
    private sealed record Retries(Func<Exception, bool> Passes, ResiliencePipeline Pipeline);

    [LoggerMessage(LogLevel.Warning, "The database fails, trying again until it answers: {Reason}")]
    private partial void LogFails(string reason);

    [LoggerMessage(LogLevel.Information, "The database answers again.")]
    private partial void LogAnswersAgain();
}
