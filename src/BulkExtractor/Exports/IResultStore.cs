using BulkExtractor.Jobs;

namespace BulkExtractor.Exports;

/// <summary>Reads what came of a batch's documents.</summary>
public interface IResultStore
{
    /// <summary>What a batch's exports look like; null when there is no such batch.</summary>
    Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken);

    /// <summary>A batch's documents with their results, in the input's order, streamed.</summary>
    /// <param name="state">Only documents in this state: extracted or failed; null takes all.</param>
    IAsyncEnumerable<ExportRow> ReadResultsAsync(long batchId, string? state, CancellationToken cancellationToken);
}
