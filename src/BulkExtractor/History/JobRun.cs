namespace BulkExtractor.History;

/// <summary>One run of a background job.</summary>
public sealed record JobRun(string JobId, string Work, string Host, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>What became of it: running, done, failed or stopped.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }
}
