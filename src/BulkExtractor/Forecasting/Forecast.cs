namespace BulkExtractor.Forecasting;

/// <summary>What some documents will take.</summary>
/// <param name="Requests">The requests that are expected, failed ones included.</param>
/// <param name="P50">The finish that is as likely to be early as late; null when there is no end in sight.</param>
/// <param name="P90">The finish that nine of ten such batches reach.</param>
public sealed record Forecast(int Requests, DateTimeOffset? P50, DateTimeOffset? P90);

/// <summary>What is known before the forecast.</summary>
/// <param name="Chunks">The chunks that are still to be sent, or to be sent again.</param>
/// <param name="Packs">How many of them go into a request.</param>
public sealed record Workload(double Chunks, PackGrowth Packs)
{
    /// <summary>The requests that say how many chunks are answered.</summary>
    public double Requests { get; init; }

    /// <summary>The share of their chunks that they answered.</summary>
    public double Yield { get; init; } = 1;

    /// <summary>The chunks that are on their way already.</summary>
    public int UnderWay { get; init; }
}
