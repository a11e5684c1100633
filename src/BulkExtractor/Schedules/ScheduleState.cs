using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>A job's schedule, and where it stands.</summary>
/// <param name="NextAt">When it runs next; null while it is paused.</param>
/// <param name="Run">Its newest run.</param>
/// <param name="Files">What that run took; only where one job was asked for.</param>
public sealed record ScheduleState(
    Job Job, bool Paused, DateTimeOffset? NextAt, ScheduleRun? Run, IReadOnlyList<RunFile> Files);

/// <summary>A file that a run took, and the batch that it became.</summary>
public sealed record RunFile(InboxFile File, BatchProgress? Batch);
