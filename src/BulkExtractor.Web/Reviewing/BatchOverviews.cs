using System.Collections.Concurrent;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Reviewing;

/// <summary>
/// What batches took. Of one that ended it is summed up once, since that takes a while over many requests and does not
/// change any more before its row does.
/// </summary>
internal sealed class BatchOverviews(IBatchStore batches, IAttemptHistory history, TimeProvider clock)
{
    private const int MostKept = 100;

    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(2),
    ];

    private readonly ConcurrentDictionary<long, (string Version, BatchOverview Overview)> _ended = new();

    /// <summary>How a batch stands and what it took; null when there is no such batch.</summary>
    public async Task<BatchOverview?> FindAsync(long batchId, CancellationToken cancellationToken)
    {
        if (await batches.FindVersionAsync(batchId, cancellationToken) is not { } version) return null;
        if (_ended.TryGetValue(batchId, out var kept) && kept.Version == version) return kept.Overview;
        if (await batches.FindAsync(batchId, cancellationToken) is not { } batch) return null;

        var span = SpanOf(batch);
        var overview = new BatchOverview(
            batch,
            span,
            await history.ReadRequestsAsync(batchId, span, cancellationToken),
            await history.ReadUsageAsync(batchId, cancellationToken),
            batch.Failed == 0 ? [] : await history.ReadFailuresAsync(batchId, cancellationToken));
        if (batch is { Ended: true, UnderWay: 0 }) Keep(version, overview);
        return overview;
    }

    // Whoever is forgotten is only summed up again.
    private void Keep(string version, BatchOverview overview)
    {
        if (_ended.Count >= MostKept) _ended.Clear();
        _ended[overview.Batch.BatchId] = (version, overview);
    }

    // Some dozens of spans, however long it took.
    private TimeSpan SpanOf(BatchProgress batch)
    {
        var took = (batch.FinishedAt ?? clock.GetUtcNow()) - batch.CreatedAt;
        return Spans.FirstOrDefault(span => took / span <= 90, Spans[^1]);
    }
}

/// <summary>How a batch stands, and what its requests took.</summary>
/// <param name="Span">How long the spans of <paramref name="Requests"/> are.</param>
internal sealed record BatchOverview(
    BatchProgress Batch,
    TimeSpan Span,
    IReadOnlyList<RequestBucket> Requests,
    BatchUsage Usage,
    IReadOnlyList<FailureReason> Failures);
