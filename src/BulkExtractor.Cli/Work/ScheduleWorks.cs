using BulkExtractor.BackgroundJobs;
using BulkExtractor.Catalog;
using BulkExtractor.Schedules;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>What a process does for schedules.</summary>
internal sealed class ScheduleWorks(Workplace workplace, IBackgroundJobs jobs)
{
    private readonly Timetable _timetable = new(
        new ScheduledJobs(Checkout.Jobs, workplace.Loggers.CreateLogger<ScheduledJobs>()),
        jobs,
        workplace.Runs,
        workplace.Loggers.CreateLogger<Timetable>());

    /// <summary>The kinds of work that schedules need.</summary>
    /// <param name="onlyBatch">The one batch that this process works on; null means every one.</param>
    public IReadOnlyList<IBackgroundWork> All(LivePool pool, long? onlyBatch) =>
    [
        new NightlyRun(workplace.Runs, jobs),
        new NightlyRounds(_timetable, workplace.Runs, workplace.InboxFiles, jobs, workplace.Clock),
        new InboxWork(
            workplace.Runs,
            new Taking(
                workplace.InboxFiles, workplace.Store, jobs, pool, workplace.Clock,
                workplace.Loggers.CreateLogger<Taking>()),
            jobs,
            token => IsMineAsync(pool, onlyBatch, token),
            workplace.Clock,
            workplace.Loggers.CreateLogger<InboxWork>()),
    ];

    /// <summary>Brings the schedules in line with the job files, now and from now on.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await UpdateAsync(cancellationToken);
        await jobs.RunOnCronAsync(NightlyRounds.Job, NightlyRounds.Cron, TimeZoneInfo.Utc, cancellationToken);
    }

    /// <summary>Brings the schedules in line with the job files.</summary>
    public Task UpdateAsync(CancellationToken cancellationToken) => _timetable.UpdateAsync(cancellationToken);

    private async Task<bool> IsMineAsync(LivePool pool, long? onlyBatch, CancellationToken cancellationToken) =>
        onlyBatch is null
        && (!pool.Now.Simulated || await workplace.Workers.CountAllAsync(realOnly: true, cancellationToken) == 0);
}
