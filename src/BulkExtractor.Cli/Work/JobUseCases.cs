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
internal sealed class JobUseCases(AppServices workplace, LivePool pool, long? onlyBatch)
{
    /// <summary>Adds the use cases that the jobs are wrapped around.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(workplace.InboxFiles);
        services.AddSingleton(new BatchSplitter(workplace.Splits, workplace.Pictures));
        services.AddSingleton(new InboxExport(workplace.InboxFiles, workplace.Store));
        services.AddSingleton(new Cleanup(
            workplace.Ledger, new PostgresExpiredTexts(workplace.Database), workplace.Sentinels, workplace.Memory));
        services.AddSingleton(provider => new EndOfDayRetry(
            new PostgresEndOfDayRetryStore(workplace.Database),
            workplace.Store,
            workplace.Outlooks,
            provider.GetRequiredService<BatchSplitter>()));
        services.AddSingleton(provider => new ScheduleRunner(workplace.Runs, JobsOf(provider)));
        services.AddSingleton(provider => Rounds(JobsOf(provider)));
        services.AddSingleton(provider => Inbox(JobsOf(provider)));
    }

    private static IBackgroundJobs JobsOf(IServiceProvider provider) => provider.GetRequiredService<IBackgroundJobs>();

    private ScheduleSweep Rounds(IBackgroundJobs jobs) => new(
        new ScheduleSync(
            new ScheduledJobs(
                RepositoryRoot.Jobs, workplace.Loggers.CreateLogger<ScheduledJobs>()), jobs, workplace.Runs),
        new MissingJobs(workplace.Splits, workplace.Runs, jobs),
        workplace.Runs,
        workplace.InboxFiles,
        jobs);

    private InboxRound Inbox(IBackgroundJobs jobs) => new(
        workplace.Runs,
        new InboxImport(
            workplace.InboxFiles,
            workplace.Store,
            jobs,
            pool,
            workplace.Clock,
            workplace.Loggers.CreateLogger<InboxImport>()),
        jobs,
        IsMineAsync,
        workplace.Clock,
        workplace.Loggers.CreateLogger<InboxRound>());

    private async Task<bool> IsMineAsync(CancellationToken cancellationToken) =>
        onlyBatch is null
        && (!pool.Now.Simulated || await workplace.Workers.CountAllAsync(realOnly: true, cancellationToken) == 0);
}
