using BulkExtractor.Forecasting;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Web.Charts;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web.Pages;

public sealed record BatchModel(BatchProgress Batch, Definition Definition, DocumentList List, DocumentPage Page)
{
    /// <summary>Why the filter or the order is none; null when all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>What is in the fields; nothing before the batch ended and somebody worked it out.</summary>
    public IReadOnlyDictionary<string, FieldFacts> Facts { get; init; } = new Dictionary<string, FieldFacts>();

    /// <summary>When it will be done; null when nobody knows or it is over.</summary>
    public Forecast? Outlook { get; init; }

    public IReadOnlyList<RequestBucket> Requests { get; init; } = [];

    /// <summary>What its requests took, by model.</summary>
    public BatchUsage Usage { get; init; } = new([]);

    /// <summary>The documents a minute lately; null when nothing happened lately.</summary>
    public double? PerMinute { get; init; }

    /// <summary>Why documents were given up, the most frequent reasons first.</summary>
    public IReadOnlyList<FailureReason> Failures { get; init; } = [];

    /// <summary>How the documents were done, and will be.</summary>
    public Cone? Cone { get; init; }

    /// <summary>What is known of a batch and of a page of its documents; null when there is no such batch.</summary>
    internal static async Task<BatchModel?> ReadAsync(
        DashboardServices services, long batchId, DocumentList list, CancellationToken cancellationToken)
    {
        if (await services.Overviews.FindAsync(batchId, cancellationToken) is not { } overview) return null;
        var (batch, requests) = (overview.Batch, overview.Requests);
        var (definition, _) = (await services.Results.FindShapeAsync(batchId, cancellationToken))!.Value;
        var (page, problem) = await FindPageAsync(services, batchId, list, definition, cancellationToken);
        var now = services.Clock.GetUtcNow();
        var forecast = await services.Forecasts.OfAsync(batch, cancellationToken);
        return new BatchModel(batch, definition, list, page)
        {
            Problem = problem,
            Facts = await services.Results.ReadFactsAsync(batchId, cancellationToken),
            Outlook = forecast,
            Requests = requests,
            Usage = overview.Usage,
            Failures = overview.Failures,
            PerMinute = Rate(batch, requests, now),
            Cone = Cone.Draw(batch, requests, overview.Span, forecast, now),
        };
    }

    // What somebody typed stays on the page with the reason why it is no filter.
    private static async Task<(DocumentPage Page, string? Problem)> FindPageAsync(
        DashboardServices services,
        long batchId,
        DocumentList list,
        Definition definition,
        CancellationToken cancellationToken)
    {
        DocumentQuery query;
        try
        {
            query = list.ToQuery(batchId, definition.Fields);
        }
        catch (InputException unfit)
        {
            return (new DocumentPage([], null, null), unfit.Message);
        }

        return (await services.Results.FindPageAsync(query, cancellationToken), null);
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
