namespace BulkExtractor.Forecasting;

/// <summary>What the requests of a span of time to one model brought.</summary>
/// <param name="At">The beginning of the span.</param>
/// <param name="Account">The account's id.</param>
public sealed record RequestBucket(DateTimeOffset At, string Account, string Model)
{
    /// <summary>The requests that were sent.</summary>
    public int Requests { get; init; }

    /// <summary>Those that were answered.</summary>
    public int Answered { get; init; }

    /// <summary>The documents and slices that were answered.</summary>
    public int Rows { get; init; }

    /// <summary>How long an answer took on average; null without one.</summary>
    public TimeSpan? Latency { get; init; }
}
