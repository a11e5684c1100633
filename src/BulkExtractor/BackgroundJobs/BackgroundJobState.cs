namespace BulkExtractor.BackgroundJobs;

/// <summary>Where a background job stands.</summary>
/// <param name="Id">What machines call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Cron">By which it recurs; null runs once.</param>
public sealed record BackgroundJobState(
    string Id, string Name, string? Cron, DateTimeOffset? LastAt, DateTimeOffset? NextAt);

/// <summary>One run of a background job.</summary>
public sealed record JobExecution(
    string JobId, string Name, string Host, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>What became of it: running, done, failed, stopped, or lost with its process.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it failed or was lost.</summary>
    public string? Reason { get; init; }

    /// <summary>What it did, in words.</summary>
    public string? Result { get; init; }
}
