namespace BulkExtractor.Jobs;

/// <summary>When a job runs by itself, over which files, and where its results go.</summary>
public sealed record JobSchedule(string Cron, string TimeZone, string? Inbox, JobScheduleExport? Export);

/// <summary>The export at the end of a scheduled run; <c>To</c> may hold <c>{date}</c> and <c>{file}</c>.</summary>
public sealed record JobScheduleExport(string Format, string To);
