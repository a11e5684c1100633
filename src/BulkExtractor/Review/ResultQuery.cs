using BulkExtractor.Exports;
using BulkExtractor.Filters;

namespace BulkExtractor.Review;

/// <summary>Which documents of a batch somebody wants to have.</summary>
public sealed record ResultQuery(long BatchId)
{
    /// <summary>Only documents in this state: extracted or failed; null takes all.</summary>
    public string? State { get; init; }

    /// <summary>Only those for which this holds; null takes all.</summary>
    public Filter? Where { get; init; }

    /// <summary>Only those that somebody approved.</summary>
    public bool Approved { get; init; }

    /// <summary>Only those that somebody corrected.</summary>
    public bool Corrected { get; init; }

    /// <summary>Only those that contain this text, or have it as their key; null takes all.</summary>
    public string? Search { get; init; }

    /// <summary>Only those that were done or corrected since then; null takes all.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>Shorter ways to read results.</summary>
public static class ResultStores
{
    /// <summary>A batch's documents with their results, in the input's order, streamed.</summary>
    /// <param name="state">Only documents in this state: extracted or failed; null takes all.</param>
    public static IAsyncEnumerable<ExportRow> ReadAsync(
        this IResultStore results, long batchId, string? state, CancellationToken cancellationToken) =>
        results.ReadAsync(new ResultQuery(batchId) { State = state }, cancellationToken);
}
