namespace BulkExtractor.BackgroundJobs;

/// <summary>Asks for background jobs, and tells of them.</summary>
/// <remarks>They are short and idempotent, and run at least once, by whichever process is there.</remarks>
public interface IBackgroundJobs
{
    /// <summary>Has a new batch split.</summary>
    Task SplitAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Has those batches split that nobody is at.</summary>
    /// <param name="atOnce">Also those whose next try is later.</param>
    Task EnsureSplitsAsync(IReadOnlyCollection<long> batchIds, bool atOnce, CancellationToken cancellationToken);

    /// <summary>Has the inbox of a run taken, after a while.</summary>
    Task TakeInboxAsync(long runId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Has the inboxes of those runs taken that nobody is at.</summary>
    Task EnsureInboxesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken);

    /// <summary>Has the export of a file of an inbox written.</summary>
    Task ExportAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>Has a notice brought to its targets, after a while.</summary>
    Task NotifyAsync(long noticeId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Has those notices brought to their targets that nobody is at.</summary>
    Task EnsureNoticesAsync(IReadOnlyCollection<long> noticeIds, CancellationToken cancellationToken);

    /// <summary>Has open runs looked after, after a while; once, however often it is asked for meanwhile.</summary>
    Task LookAfterRunsAsync(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Starts a schedule's runs by its cron, instead of the one that the job had.</summary>
    Task ScheduleAsync(RegisteredSchedule schedule, CancellationToken cancellationToken);

    /// <summary>Starts runs of a job no more; that it has no schedule is no error.</summary>
    Task UnscheduleAsync(string job, CancellationToken cancellationToken);

    /// <summary>The schedules by which runs start.</summary>
    Task<IReadOnlyList<RegisteredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken);

    /// <summary>The jobs that wait, run or recur.</summary>
    Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken);

    /// <summary>The latest runs, newest first; a few of each job.</summary>
    Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken);
}

/// <summary>A schedule by which runs of a job start.</summary>
/// <param name="Folder">The folder of the job.</param>
/// <param name="Cron">Five fields.</param>
/// <param name="TimeZone">The id of the time zone that the cron counts in.</param>
public sealed record RegisteredSchedule(string Job, string Folder, string Cron, string TimeZone)
{
    /// <summary>When the next run starts.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
