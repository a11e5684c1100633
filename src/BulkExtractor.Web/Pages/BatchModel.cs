using BulkExtractor.Forecasting;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Web.Charts;

namespace BulkExtractor.Web.Pages;

public sealed record BatchModel(BatchProgress Batch, Definition Definition, DocumentQuery Query, DocumentPage Page)
{
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(2),
    ];

    /// <summary>When it will be done; null when nobody knows or it is over.</summary>
    public Forecast? Outlook { get; init; }

    public IReadOnlyList<RequestBucket> Requests { get; init; } = [];

    /// <summary>The documents a minute lately; null when nothing happened lately.</summary>
    public double? PerMinute { get; init; }

    /// <summary>How the documents were done, and will be.</summary>
    public Cone? Cone { get; init; }

    /// <summary>What is known of a batch and of a page of its documents; null when there is no such batch.</summary>
    internal static async Task<BatchModel?> ReadAsync(
        DashboardServices services, DocumentQuery query, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(query.BatchId, cancellationToken) is not { } batch) return null;
        var (definition, _) = (await services.Results.FindShapeAsync(query.BatchId, cancellationToken))!.Value;
        var page = await services.Results.FindPageAsync(query, cancellationToken);
        var now = services.Clock.GetUtcNow();
        var requests = await services.History.ReadRequestsAsync(query.BatchId, WidthOf(batch, now), cancellationToken);
        var forecast = await services.Forecasts.OfAsync(batch, cancellationToken);
        return new BatchModel(batch, definition, query, page)
        {
            Outlook = forecast,
            Requests = requests,
            PerMinute = Rate(batch, requests, now),
            Cone = Cone.Draw(batch, requests, forecast, now),
        };
    }

    // Some dozens of spans, however long it took.
    private static TimeSpan WidthOf(BatchProgress batch, DateTimeOffset now)
    {
        var took = (batch.FinishedAt ?? now) - batch.CreatedAt;
        return Widths.FirstOrDefault(width => took / width <= 90, Widths[^1]);
    }

    private static double? Rate(BatchProgress batch, IReadOnlyList<RequestBucket> requests, DateTimeOffset now)
    {
        if (requests.Count == 0) return null;
        var end = batch.FinishedAt ?? now;
        var from = requests[0].At;
        var span = TimeSpan.FromSeconds(Math.Max(1, (end - from).TotalSeconds));
        return requests.Sum(bucket => bucket.Rows) / span.TotalMinutes;
    }
}
