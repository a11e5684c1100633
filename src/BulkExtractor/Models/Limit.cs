namespace BulkExtractor.Models;

/// <summary>How much may be sent in any span of a given length, or on one UTC day.</summary>
/// <param name="Per">The span; null means a UTC day.</param>
public sealed record Limit(TimeSpan? Per)
{
    /// <summary>The most requests; null bounds none.</summary>
    public int? Requests { get; init; }

    /// <summary>The most tokens, read and written; null bounds none.</summary>
    public int? Tokens { get; init; }

    /// <summary>Whether the provider is asked how many requests a day are granted.</summary>
    public bool Auto { get; init; }
}
