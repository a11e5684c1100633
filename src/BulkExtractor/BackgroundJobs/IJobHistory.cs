namespace BulkExtractor.BackgroundJobs;

/// <summary>Tells of background jobs: what waits, runs or recurs, and what became of the latest runs.</summary>
public interface IJobHistory
{
    /// <summary>The jobs that wait, run or recur.</summary>
    Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken);

    /// <summary>The latest runs, newest first; a few of each job.</summary>
    Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken);
}

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
