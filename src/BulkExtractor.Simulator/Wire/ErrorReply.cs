using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Simulator.Wire;

/// <summary>An error as the provider tells it.</summary>
internal sealed record ErrorReply(int Status, string Message)
{
    /// <summary>Why a 429 was given, in the provider's own words.</summary>
    public string? LimitSource { get; init; }

    public string? RemedyHint { get; init; }

    /// <summary>What the provider behind said.</summary>
    public string? Raw { get; init; }

    public string? ProviderName { get; init; }

    /// <summary>The step at which no endpoint was left.</summary>
    public string? FailedRoutingStep { get; init; }

    public RateLimitHeaders? RateLimit { get; init; }

    public HeaderPlacement Placement { get; init; } = HeaderPlacement.Both;

    public int? RetryAfterSeconds { get; init; }

    public bool CodeAsString { get; init; }

    /// <summary>Whether the model is gone for good.</summary>
    public bool Gone { get; init; }

    /// <summary>The whole reply, where it is told in the words of another provider.</summary>
    public Reply? Told { get; init; }
}

/// <summary>The limit that refused, and when it admits a request again.</summary>
internal sealed record RateLimitHeaders(int Limit, DateTimeOffset ResetAt)
{
    public IEnumerable<KeyValuePair<string, string>> Named =>
    [
        new("X-RateLimit-Limit", $"{Limit}"),
        new("X-RateLimit-Remaining", "0"),
        new("X-RateLimit-Reset", $"{ResetMilliseconds}"),
    ];

    // Rounded up: at the instant named, the limit does admit.
    private long ResetMilliseconds =>
        ((ResetAt - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerMillisecond - 1)
        / TimeSpan.TicksPerMillisecond;
}
