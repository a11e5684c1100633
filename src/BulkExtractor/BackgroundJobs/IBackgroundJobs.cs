namespace BulkExtractor.BackgroundJobs;

/// <summary>Runs short, idempotent jobs in the background, on whichever process is there, at least once.</summary>
public interface IBackgroundJobs
{
    /// <summary>Runs a job once: now, or at an instant. The same id again replaces what still waits.</summary>
    Task RunOnceAsync(BackgroundJob job, DateTimeOffset? at, CancellationToken cancellationToken);

    /// <summary>Runs a job by a five-field Unix cron in a time zone. The same id again replaces the schedule.</summary>
    Task RunOnCronAsync(BackgroundJob job, string cron, TimeZoneInfo timeZone, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets a job that waits or recurs, and cancels it if it runs here; an unknown id is no error.
    /// </summary>
    Task CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>The jobs that wait, run or recur, with their last and next times.</summary>
    Task<IReadOnlyList<BackgroundJobState>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>An engine that runs background jobs in this process, those that others ask for too.</summary>
public interface IBackgroundJobsEngine : IBackgroundJobs, IAsyncDisposable
{
    /// <summary>Begins to run jobs.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Starts no more jobs and waits for those that run here.</summary>
    /// <param name="abort">Cancels those that still run; they run again when a process is there.</param>
    Task StopAsync(CancellationToken abort);
}

/// <summary>Work for the background: which kind of work, on what, under which id.</summary>
public sealed record BackgroundJob(string Id, string Work, string Argument);

/// <summary>Where a background job stands.</summary>
public sealed record BackgroundJobState(BackgroundJob Job, string? Cron, DateTimeOffset? LastAt, DateTimeOffset? NextAt)
{
    /// <summary>The id of the time zone that its cron counts in.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>One kind of background work. It may start again after a crash, so doing it twice does no harm.</summary>
public interface IBackgroundWork
{
    /// <summary>The name under which it is asked for.</summary>
    string Name { get; }

    /// <summary>Does the work.</summary>
    Task RunAsync(string argument, CancellationToken cancellationToken);
}
