using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Clears away what nobody needs any more.</summary>
public sealed class CleanupJob(Cleanup housekeeping, RunningJobs running)
{
    /// <summary>When it is done: once an hour.</summary>
    public const string Cron = "17 * * * *";

    /// <summary>Clears away.</summary>
    public Task Run(CancellationToken cancellationToken) => running.RunAsync(
        async stop =>
        {
            await housekeeping.RunAsync(stop);
            return true;
        },
        cancellationToken);
}
