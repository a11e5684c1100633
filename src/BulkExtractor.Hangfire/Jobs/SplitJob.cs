using BulkExtractor.Submissions;
using Hangfire;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Splits a batch into chunks. It is tried until it succeeds: without it nothing more is done.</summary>
[AutomaticRetry(Attempts = 9_999, DelaysInSeconds = [2, 6, 18, 54, 162, 486, 600], LogEvents = false)]
public sealed class SplitJob(BatchSplitter split, RunningJobs running)
{
    /// <summary>Splits a batch; what came of it, in words.</summary>
    public Task<string> Run(long batchId, CancellationToken cancellationToken) => running.RunAsync(
        async stop => Describe(await split.RunAsync(batchId, stop)), cancellationToken);

    private static string Describe(SplitResult? result) => result switch
    {
        null => "nothing to split: the batch is gone or cancelled",
        { Known: 0 } => $"{result.Chunks} chunks, {result.Equal} equal",
        _ => $"{result.Chunks} chunks, {result.Equal} equal, {result.Known} answered from earlier results",
    };
}
