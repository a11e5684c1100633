using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.Hangfire.Storage;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Hangfire;

/// <summary>The background jobs of a database: asked for from here, and run here once they are started.</summary>
public sealed class HangfireEngine : IAsyncDisposable
{
    // For its threads to say good-bye, once no job runs: what they hold ends with the process anyhow.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly IJobDatabase _database;
    private IHostedService? _server;

    private HangfireEngine(ServiceProvider services, IJobDatabase database) =>
        (_services, _database) = (services, database);

    /// <summary>Asks for jobs.</summary>
    public IBackgroundJobs Jobs => _services.GetRequiredService<IBackgroundJobs>();

    /// <summary>Tells of jobs.</summary>
    public IJobHistory History => _services.GetRequiredService<IJobHistory>();

    internal JobStorage Store => _services.GetRequiredService<JobStorage>();

    internal ILoggerFactory Logs => _services.GetRequiredService<ILoggerFactory>();

    internal IBackgroundJobClient Client => _services.GetRequiredService<IBackgroundJobClient>();

    /// <summary>Joins the background jobs of a database; runs none before <see cref="StartAsync"/>.</summary>
    /// <param name="addUseCases">Adds what the jobs do; a process that only asks for them needs nothing of it.</param>
    public static async Task<HangfireEngine> OpenAsync(
        NpgsqlDataSource source,
        IJobDatabase database,
        ILoggerFactory logs,
        Action<IServiceCollection>? addUseCases,
        CancellationToken cancellationToken)
    {
        var store = await JobStore.OpenAsync(source, database, cancellationToken);
        var services = new ServiceCollection().AddSingleton(logs).AddLogging();
        services.AddBackgroundJobs(store, database).AddBackgroundJobServer();
        addUseCases?.Invoke(services);
        return new HangfireEngine(services.BuildServiceProvider(), database);
    }

    /// <summary>Begins to run jobs.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server ??= _services.GetServices<IHostedService>().Single();
        return _server.StartAsync(cancellationToken);
    }

    /// <summary>Lets upkeep recur.</summary>
    /// <param name="schedules">Also what looks after schedules and their runs.</param>
    /// <remarks>Waits where another process has it in hand, so nothing else should wait for this.</remarks>
    public Task RegisterAsync(bool schedules, CancellationToken cancellationToken) => _database.RetryAsync(
        () =>
        {
            var recurring = _services.GetRequiredService<IRecurringJobManager>();
            recurring.AddOrUpdate<CleanupJob>("cleanup", job => job.Run(CancellationToken.None), CleanupJob.Cron);
            recurring.AddOrUpdate<EndOfDayRetryJob>(
                "end-of-day-retry", job => job.Run(CancellationToken.None), EndOfDayRetry.Cron);
            if (!schedules) return false;
            recurring.AddOrUpdate<UpkeepJob>(
                JobKind.Upkeep, job => job.Run(CancellationToken.None), ScheduleSweep.Cron);
            return true;
        },
        cancellationToken);

    /// <summary>Starts no more jobs and waits for those that run here.</summary>
    /// <param name="abort">Cancels those that still run; they run again when a process is there.</param>
    public async Task StopAsync(CancellationToken abort)
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server) return;
        var running = _services.GetRequiredService<RunningJobs>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var stopping = server.StopAsync(enough.Token);
        await running.WhenIdleAsync(abort);
        await running.AbortAsync();
        enough.CancelAfter(Grace);
        await stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (server as IDisposable)?.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _services.DisposeAsync();
    }
}
