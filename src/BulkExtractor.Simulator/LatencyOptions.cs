namespace BulkExtractor.Simulator;

/// <summary>How long the simulated models think: log-normal around a mean.</summary>
public sealed record LatencyOptions
{
    /// <summary>The mean; zero answers at once.</summary>
    public TimeSpan Mean { get; init; }

    /// <summary>The spread; zero makes every answer take the mean.</summary>
    public double Sigma { get; init; }
}
