using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.Hangfire.Storage;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Hangfire;
using Hangfire.Common;

namespace BulkExtractor.Hangfire;

/// <summary>Runs the background jobs of a database in this process, from its start to its stop.</summary>
public sealed class HangfireEngine : IAsyncDisposable
{
    private const int MostRuns = 4;

    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(2);

    // For its threads to say good-bye, once no job runs: what they hold ends with the process anyhow.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Jobs end when they are done, or by the abort of this program: never by a time-out of Hangfire's.
    private static readonly TimeSpan NoTimeout = TimeSpan.FromDays(20);

    private readonly JobStore _store;
    private readonly IJobDatabase _database;
    private readonly IRecurringJobManager _recurring;
    private readonly RunningJobs _running;
    private readonly BackgroundJobServerOptions _options;
    private BackgroundJobServer? _server;
    private CancellationTokenSource? _stopListening;
    private Task _listening = Task.CompletedTask;

    /// <summary>Joins the background jobs of a database; runs none before <see cref="StartAsync"/>.</summary>
    public HangfireEngine(
        JobStore store,
        IJobDatabase database,
        IRecurringJobManager recurring,
        RunningJobs running,
        JobActivator activator,
        IJobFilterProvider filters)
    {
        (_store, _database, _recurring, _running) = (store, database, recurring, running);
        _options = new BackgroundJobServerOptions
        {
            Activator = activator,
            FilterProvider = filters,
            WorkerCount = MostRuns,
            SchedulePollingInterval = NoticeInterval,
            CancellationCheckInterval = TimeSpan.FromSeconds(1),
            HeartbeatInterval = TimeSpan.FromSeconds(5),
            ServerTimeout = HangfireHistory.LostAfter,
            ServerCheckInterval = HangfireHistory.LostAfter,
            StopTimeout = NoTimeout,
            ShutdownTimeout = NoTimeout,
        };
    }

    /// <summary>Makes the tables where there are none: jobs can be asked for from then on.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _store.InstallAsync(cancellationToken);

    /// <summary>Begins to run jobs.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        if (_server is not null) return;
        _server = new BackgroundJobServer(_options, _store);
        _stopListening = new CancellationTokenSource();
        _listening = _database.HearOfJobsAsync(_store.LookAtOnce, _stopListening.Token);
    }

    /// <summary>Lets upkeep recur.</summary>
    /// <param name="schedules">Also what looks after schedules and their runs.</param>
    /// <remarks>Waits where another process has it in hand, so nothing else should wait for this.</remarks>
    public Task RegisterAsync(bool schedules, CancellationToken cancellationToken) => _database.RetryAsync(
        () =>
        {
            _recurring.AddOrUpdate<CleanupJob>("cleanup", job => job.Run(CancellationToken.None), CleanupJob.Cron);
            _recurring.AddOrUpdate<FactsJob>(JobKind.Facts, job => job.Run(CancellationToken.None), FactsJob.Cron);
            _recurring.AddOrUpdate<EndOfDayRetryJob>(
                "end-of-day-retry", job => job.Run(CancellationToken.None), EndOfDayRetry.Cron);
            if (!schedules) return false;
            _recurring.AddOrUpdate<UpkeepJob>(
                JobKind.Upkeep, job => job.Run(CancellationToken.None), ScheduleSweep.Cron);
            return true;
        },
        cancellationToken);

    /// <summary>Starts no more jobs and waits for those that run here.</summary>
    /// <param name="abort">Cancels those that still run; they run again when a process is there.</param>
    public async Task StopAsync(CancellationToken abort)
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server) return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(abort);
        server.SendStop();
        var stopping = server.WaitForShutdownAsync(enough.Token);
        await _running.WhenIdleAsync(abort);
        await _running.AbortAsync();
        enough.CancelAfter(Grace);
        await stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        server.Dispose();
        await StopListeningAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _stopListening?.Dispose();
    }

    private async Task StopListeningAsync()
    {
        await _stopListening!.CancelAsync();
        try
        {
            await _listening;
        }
        catch (OperationCanceledException)
        {
            // As it was asked to.
        }
    }
}
