namespace BulkExtractor.Jobs;

/// <summary>When a job runs by itself, over which files, and where its results go.</summary>
public sealed record JobSchedule(string Cron, string TimeZone, string? Inbox, JobScheduleExport? Export)
{
    /// <summary>Whoever writes a file slowly usually writes more often than that.</summary>
    public static readonly TimeSpan UsualQuiet = TimeSpan.FromSeconds(5);

    /// <summary>How long nobody must have written to a file of the inbox before it is taken.</summary>
    public TimeSpan Quiet { get; init; } = UsualQuiet;
}

/// <summary>The export at the end of a scheduled run; <c>To</c> may hold <c>{date}</c> and <c>{file}</c>.</summary>
public sealed record JobScheduleExport(string Format, string To);
