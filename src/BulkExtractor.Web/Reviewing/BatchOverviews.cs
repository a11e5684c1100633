using System.Collections.Concurrent;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Reviewing;

/// <summary>
/// What batches took: of one that ended it is summed up once, since that takes a while over many requests and does not
/// change any more before its row does.
/// </summary>
internal sealed class EndedBatches(IBatchStore batches, IAttemptHistory history)
{
    private const int Most = 100;

    private readonly ConcurrentDictionary<long, (string Version, BatchPast Past)> _kept = new();

    /// <summary>How a batch stands and what it took; null when there is no such batch.</summary>
    /// <param name="width">How long the spans are by which its requests are counted.</param>
    public async Task<BatchPast?> FindAsync(
        long batchId, Func<BatchProgress, TimeSpan> width, CancellationToken cancellationToken)
    {
        if (await batches.FindVersionAsync(batchId, cancellationToken) is not { } version) return null;
        if (_kept.TryGetValue(batchId, out var kept) && kept.Version == version) return kept.Past;
        if (await batches.FindAsync(batchId, cancellationToken) is not { } batch) return null;

        var span = width(batch);
        var past = new BatchPast(
            batch,
            span,
            await history.ReadRequestsAsync(batchId, span, cancellationToken),
            await history.ReadUsageAsync(batchId, cancellationToken),
            batch.Failed == 0 ? [] : await history.ReadFailuresAsync(batchId, cancellationToken));
        if (batch is { Ended: true, UnderWay: 0 }) Keep(batchId, version, past);
        return past;
    }

    // Whoever is forgotten is only summed up again.
    private void Keep(long batchId, string version, BatchPast past)
    {
        if (_kept.Count >= Most) _kept.Clear();
        _kept[batchId] = (version, past);
    }
}

/// <summary>How a batch stands, and what its requests took.</summary>
/// <param name="Span">How long the spans of <paramref name="Requests"/> are.</param>
internal sealed record BatchPast(
    BatchProgress Batch,
    TimeSpan Span,
    IReadOnlyList<RequestBucket> Requests,
    BatchUsage Usage,
    IReadOnlyList<FailureReason> Failures);
