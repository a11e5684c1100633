using BulkExtractor.Submissions;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Opens failed documents once more, for what is left of the day's quota.</summary>
public sealed class EndOfDayRetryJob(EndOfDayRetry retry, RunningJobs running)
{
    /// <summary>Opens them; of how many batches, in words.</summary>
    public Task<string> Run(CancellationToken cancellationToken) => running.RunAsync(
        async stop => $"{await retry.RunAsync(stop)} batches opened again", cancellationToken);
}
