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
internal sealed class JobUseCases(Workplace workplace, LivePool pool, long? onlyBatch)
{
    /// <summary>Adds the use cases that the jobs are wrapped around.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(workplace.InboxFiles);
        services.AddSingleton(new SplitWork(workplace.Splits, workplace.Pictures));
        services.AddSingleton(new ExportWork(workplace.InboxFiles, workplace.Store));
        services.AddSingleton(new Housekeeping(
            workplace.Ledger, new PostgresExpiredTexts(workplace.Database), workplace.Sentinels, workplace.Memory));
        services.AddSingleton(provider => new Leftovers(
            new PostgresLeftoverStore(workplace.Database),
            workplace.Store,
            workplace.Outlooks,
            provider.GetRequiredService<SplitWork>()));
        services.AddSingleton(provider => new NightlyRun(workplace.Runs, JobsOf(provider)));
        services.AddSingleton(provider => Rounds(JobsOf(provider)));
        services.AddSingleton(provider => Inbox(JobsOf(provider)));
    }

    private static IBackgroundJobs JobsOf(IServiceProvider provider) => provider.GetRequiredService<IBackgroundJobs>();

    private NightlyRounds Rounds(IBackgroundJobs jobs) => new(
        new Timetable(
            new ScheduledJobs(Checkout.Jobs, workplace.Loggers.CreateLogger<ScheduledJobs>()), jobs, workplace.Runs),
        new MissingJobs(workplace.Splits, workplace.Runs, jobs),
        workplace.Runs,
        workplace.InboxFiles,
        jobs);

    private InboxWork Inbox(IBackgroundJobs jobs) => new(
        workplace.Runs,
        new Taking(
            workplace.InboxFiles,
            workplace.Store,
            jobs,
            pool,
            workplace.Clock,
            workplace.Loggers.CreateLogger<Taking>()),
        jobs,
        IsMineAsync,
        workplace.Clock,
        workplace.Loggers.CreateLogger<InboxWork>());

    private async Task<bool> IsMineAsync(CancellationToken cancellationToken) =>
        onlyBatch is null
        && (!pool.Now.Simulated || await workplace.Workers.CountAllAsync(realOnly: true, cancellationToken) == 0);
}
