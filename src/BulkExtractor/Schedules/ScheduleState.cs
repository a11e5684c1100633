using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>A job's schedule, and where it stands.</summary>
/// <param name="NextAt">When it runs next; null while it is paused.</param>
/// <param name="Run">Its newest run.</param>
/// <param name="Files">What that run took.</param>
public sealed record ScheduleState(
    Job Job, bool Paused, DateTimeOffset? NextAt, ScheduleRun? Run, IReadOnlyList<RunFile> Files)
{
    /// <summary>What the newest run did with its inbox, in words; null before the first.</summary>
    public string? Told => Run is null ? null : RunWords.Of([.. Files.Select(taken => taken.File)]);

    /// <summary>How many files it rejected.</summary>
    public int Rejected => Files.Count(taken => taken.File.Reason is not null);
}

/// <summary>A file that a run took, and the batch that it became.</summary>
/// <param name="Batch">Where that stands; read only where one job was asked for.</param>
public sealed record RunFile(InboxFile File, BatchProgress? Batch)
{
    /// <summary>Where it stands: rejected, or its batch's state; null while it is in somebody's hand.</summary>
    public string? State => File.Reason is null ? Batch?.State ?? File.BatchState : "rejected";
}
