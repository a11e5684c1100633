namespace BulkExtractor.Web;

/// <summary>How the dashboard shows schedules and changes them, by the names of their jobs.</summary>
public sealed record ScheduleSources
{
    /// <summary>Every schedule.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<ScheduleInSight>>> List { get; init; }

    /// <summary>Runs a schedule now; the run's number, null if it waits for an earlier one.</summary>
    public required Func<string, CancellationToken, Task<long?>> RunNow { get; init; }

    /// <summary>Pauses a schedule; false when it was paused already.</summary>
    public required Func<string, CancellationToken, Task<bool>> Pause { get; init; }

    /// <summary>Lets a schedule go on; false when it was not paused.</summary>
    public required Func<string, CancellationToken, Task<bool>> Resume { get; init; }
}

/// <summary>A schedule, and where it stands.</summary>
/// <param name="Inbox">Where its files come from.</param>
/// <param name="NextAt">When it runs next; null while it is paused.</param>
public sealed record ScheduleInSight(
    string Job, string Cron, string TimeZone, string Inbox, bool Paused, DateTimeOffset? NextAt)
{
    /// <summary>When its newest run was asked for.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Where that run stands: waiting, taking, extracting or finished.</summary>
    public string? LastState { get; init; }
}
