using BulkExtractor.BackgroundJobs;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>What the background jobs of a worker do.</summary>
/// <param name="onlyBatch">The one batch that this process works on; null means every one.</param>
internal sealed class JobUseCases(AppServices app, LivePool pool, long? onlyBatch)
{
    /// <summary>Adds the use cases that the jobs are wrapped around.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(app.InboxFiles);
        services.AddSingleton(new BatchSplitter(app.Splits, app.Pictures));
        services.AddSingleton(new InboxExport(app.InboxFiles, app.Store));
        services.AddSingleton(new Cleanup(
            app.Ledger, new PostgresExpiredTexts(app.Database), app.Sentinels, app.Memory));
        services.AddSingleton(provider => new EndOfDayRetry(
            new PostgresEndOfDayRetryStore(app.Database),
            app.Store,
            app.Outlooks,
            provider.GetRequiredService<BatchSplitter>()));
        services.AddSingleton(provider => new ScheduleRunner(app.Runs, JobsOf(provider)));
        services.AddSingleton(provider => Rounds(JobsOf(provider)));
        services.AddSingleton(provider => Inbox(JobsOf(provider)));
    }

    private static IBackgroundJobs JobsOf(IServiceProvider provider) => provider.GetRequiredService<IBackgroundJobs>();

    private ScheduleSweep Rounds(IBackgroundJobs jobs) => new(
        new ScheduleSync(
            new ScheduledJobs(
                RepositoryRoot.Jobs, app.Loggers.CreateLogger<ScheduledJobs>()), jobs, app.Runs),
        new MissingJobs(app.Splits, app.Runs, jobs),
        app.Runs,
        app.InboxFiles,
        jobs);

    private InboxRound Inbox(IBackgroundJobs jobs) => new(
        app.Runs,
        new InboxImport(
            app.InboxFiles,
            app.Store,
            jobs,
            pool,
            app.Clock,
            app.Loggers.CreateLogger<InboxImport>()),
        jobs,
        IsMineAsync,
        app.Clock,
        app.Loggers.CreateLogger<InboxRound>());

    private async Task<bool> IsMineAsync(CancellationToken cancellationToken) =>
        onlyBatch is null
        && (!pool.Now.Simulated || await app.Workers.CountAllAsync(realOnly: true, cancellationToken) == 0);
}
