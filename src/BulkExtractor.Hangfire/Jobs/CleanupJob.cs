using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Clears away what nobody needs any more.</summary>
public sealed class CleanupJob(Cleanup cleanup, RunningJobs running)
{
    /// <summary>When it is done: once an hour.</summary>
    public const string Cron = "17 * * * *";

    /// <summary>Clears away.</summary>
    public Task Run(CancellationToken cancellationToken) => running.RunAsync(cleanup.RunAsync, cancellationToken);
}
