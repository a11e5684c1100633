using BulkExtractor.Basics;

namespace BulkExtractor.Submissions;

/// <summary>What of a batch that was just stored needs no request: what is known already, or equal.</summary>
public sealed class KnownDocuments(ISplitStore store, TimeProvider clock)
{
    // Whoever submits waits for the price; what is not noted by then counts as unknown.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    /// <summary>Their share, by its first documents.</summary>
    public async Task<double> ShareAsync(long batchId, CancellationToken cancellationToken)
    {
        // What is given up here the split goes on with.
        await TimeLimit.RunAsync(
            LongestLook, clock, stop => store.RememberAsync(batchId, stop), () => [], cancellationToken);
        var (documents, known) = await store.CountKnownAsync(batchId, cancellationToken);
        return documents == 0 ? 0 : (double)known / documents;
    }
}
