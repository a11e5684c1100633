using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>A file that a run takes out of its inbox.</summary>
public sealed record InboxFile(long FileId, long RunId, string Name)
{
    /// <summary>The batch that it became; null before that.</summary>
    public long? BatchId { get; init; }

    /// <summary>Where that batch stands; null when there is none any more.</summary>
    public string? BatchState { get; init; }

    /// <summary>Why it became no batch.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was put where it belongs.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The export that is wanted at the end, with its whole path; null wants none.</summary>
    public JobScheduleExport? Export { get; init; }

    /// <summary>The place of that export, once it is certain.</summary>
    public string? ExportPath { get; init; }

    /// <summary>When the export was written.</summary>
    public DateTimeOffset? ExportedAt { get; init; }
}
