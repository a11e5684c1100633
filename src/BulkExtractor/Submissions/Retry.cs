using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;

namespace BulkExtractor.Submissions;

/// <summary>
/// Opens failed documents again, has their pictures fetched that could not be had, and has a batch split at once whose
/// splitting failed.
/// </summary>
public sealed class Retry(IBatchStore store, IBackgroundJobs jobs)
{
    /// <summary>Opens those of a batch.</summary>
    public async Task<Reopened> RunAsync(long batchId, CancellationToken cancellationToken)
    {
        var reopened = await store.RetryAsync(batchId, cancellationToken);
        if (await store.IsSplitAsync(batchId, cancellationToken)) return reopened;
        await jobs.EnsureSplitsAsync([batchId], atOnce: true, cancellationToken);
        return reopened with { Splits = true };
    }
}
