namespace BulkExtractor.Forecasting;

/// <summary>How the past is read; the composition root says where it is kept.</summary>
public sealed record HistorySources
{
    /// <summary>The requests since an instant, in spans of a width.</summary>
    public required Func<DateTimeOffset, TimeSpan, CancellationToken, Task<IReadOnlyList<RequestBucket>>> Requests
    {
        get;
        init;
    }

    /// <summary>A batch's latest requests, in spans of a width.</summary>
    public required Func<long, TimeSpan, CancellationToken, Task<IReadOnlyList<RequestBucket>>> BatchRequests
    {
        get;
        init;
    }

    /// <summary>What today's requests brought, by batch.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<BatchSpending>>> Today { get; init; }
}
