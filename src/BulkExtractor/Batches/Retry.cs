using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.Batches;

/// <summary>Opens failed documents again, and has their pictures fetched that could not be had.</summary>
public sealed class Retry(IBatchStore store, IBackgroundJobs jobs)
{
    /// <summary>Opens those of a batch.</summary>
    public async Task<Reopened> RunAsync(long batchId, CancellationToken cancellationToken)
    {
        var reopened = await store.RetryAsync(batchId, cancellationToken);
        if (reopened.ToFetch > 0) await jobs.RunOnceAsync(SplitWork.For(batchId), null, cancellationToken);
        return reopened;
    }
}
