using BulkExtractor.Batches;

namespace BulkExtractor.Cli.Work;

internal static class BatchLookup
{
    /// <summary>Where a batch stands; that there is none is the user's to mend.</summary>
    public static async Task<BatchProgress> GetAsync(
        this IBatchStore batches, long batchId, CancellationToken cancellationToken) =>
        await batches.FindAsync(batchId, cancellationToken)
        ?? throw new InputException($"there is no batch {batchId}; 'bulk status' lists them");
}
