namespace BulkExtractor.Postgres;

/// <summary>What becomes of a document: its fields, or the error for which it is given up.</summary>
internal sealed record DocumentResult(long BatchId, int DocumentNo)
{
    /// <summary>The fields as JSON; null when the document failed.</summary>
    public string? Fields { get; init; }

    public string Repairs { get; init; } = "[]";

    /// <summary>Where the values stand, as JSON.</summary>
    public string Grounding { get; init; } = "{}";

    /// <summary>What is doubtful, as JSON.</summary>
    public string Flags { get; init; } = "[]";

    /// <summary>What was said where several had a say, as JSON.</summary>
    public string Said { get; init; } = "[]";

    public double? Confidence { get; init; }

    public string? Error { get; init; }

    public required string Model { get; init; }

    public required long AttemptId { get; init; }
}
