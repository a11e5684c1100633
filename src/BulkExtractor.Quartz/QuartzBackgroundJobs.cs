using BulkExtractor.BackgroundJobs;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace BulkExtractor.Quartz;

/// <summary>Background jobs in Quartz.NET's PostgreSQL store, shared by all processes of a database.</summary>
public sealed class QuartzBackgroundJobs : IBackgroundJobsEngine
{
    private readonly IScheduler _scheduler;
    private readonly WorkFactory _works;

    private QuartzBackgroundJobs(IScheduler scheduler, WorkFactory works) =>
        (_scheduler, _works) = (scheduler, works);

    /// <summary>Joins the background jobs of a migrated database; runs none before <see cref="StartAsync"/>.</summary>
    public static async Task<QuartzBackgroundJobs> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        ILoggerFactory logs,
        CancellationToken cancellationToken)
    {
        var factory = new WorkFactory(works);
        var scheduler = await SchedulerSetup.BuildAsync(source, factory, logs, cancellationToken);
        return new(scheduler, factory);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => _scheduler.Start(cancellationToken).AsTask();

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken abort)
    {
        if (_scheduler.Status == SchedulerStatus.Shutdown) return;
        if (_scheduler.Status == SchedulerStatus.Running) await _scheduler.Standby(CancellationToken.None);
        await _works.WhenIdleAsync(abort);
        await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task RunOnceAsync(BackgroundJob job, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var (stored, trigger) = (StoredJob.Write(job, cron: null), JobTriggers.Once(job.Id, at));
        await _scheduler.ScheduleJob(stored, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RunOnCronAsync(
        BackgroundJob job, string cron, TimeZoneInfo timeZone, CancellationToken cancellationToken)
    {
        var (stored, trigger) = (StoredJob.Write(job, cron), JobTriggers.OnCron(job.Id, cron, timeZone));
        await _scheduler.ScheduleJob(stored, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CancelAsync(string id, CancellationToken cancellationToken)
    {
        // Forgotten first, so that nothing is left by which the cut-off run could be tried again.
        await _scheduler.DeleteJob(StoredJob.KeyOf(id), cancellationToken);
        await _scheduler.Interrupt(StoredJob.KeyOf(id), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BackgroundJobState>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = await _scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(StoredJob.Group), cancellationToken);
        var jobs = await _scheduler.GetJobDetails(keys, cancellationToken);
        var triggerKeys = keys.Select(key => JobTriggers.KeyOf(key.Name)).ToList();
        var triggers = await _scheduler.GetTriggers(triggerKeys, cancellationToken);
        return
        [
            .. from stored in jobs
               join trigger in triggers on stored.Key equals trigger.JobKey into due
               orderby stored.Key.Name
               select StoredJob.Read(stored, due.FirstOrDefault()),
        ];
    }

    /// <summary>Stops at once; jobs that run are cancelled and run again when a process is there.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true));
}
