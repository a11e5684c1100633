namespace BulkExtractor.Notices;

/// <summary>A notice and what came of it at one target, to be shown.</summary>
/// <param name="State"><c>waiting</c>, <c>sent</c> or <c>given up</c>.</param>
public sealed record ShownDelivery(Notice Notice, string Target, string Kind, string State)
{
    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was sent or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of the last try.</summary>
    public string? Told { get; init; }
}
