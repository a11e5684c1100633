using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;

namespace BulkExtractor.Submissions;

/// <summary>
/// Stores submissions and has them split. The batch's own row is the request for that: if nobody comes to ask for the
/// job, upkeep does.
/// </summary>
public sealed class BatchSubmitter(IBatchStore store, IBackgroundJobs jobs)
{
    /// <summary>Stores a submission with all its documents; where the batch stands.</summary>
    public async Task<BatchProgress> StoreAsync(Submission submission, CancellationToken cancellationToken)
    {
        var shape = submission.Shape;
        var batch = submission.Batch with { Columns = shape.Columns, Dialect = shape.Dialect };
        var stored = await store.AddAsync(batch, submission.ReadAsync(cancellationToken), cancellationToken);
        await jobs.SplitAsync(stored.BatchId, cancellationToken);
        return stored;
    }
}
