using System.Text.Json.Nodes;
using BulkExtractor.Jobs;

namespace BulkExtractor.Notices;

/// <summary>Something that happened and that somebody outside may want to hear.</summary>
/// <param name="NoticeId">Its number, in the order in which things happened.</param>
/// <param name="Id">By which its receivers know it again when it comes twice.</param>
public sealed record Notice(long NoticeId, Guid Id, string Event, string Job, DateTimeOffset At)
{
    /// <summary>The batch that it is about; null where it is about none.</summary>
    public long? BatchId { get; init; }

    /// <summary>The nightly run that it is about.</summary>
    public long? RunId { get; init; }

    /// <summary>What it is about, for people.</summary>
    public string About => BatchId is { } batch ? $"{Job}, batch {batch}" : Job;

    /// <summary>What was so when it happened.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>Whom the job told to tell.</summary>
    public IReadOnlyList<NotifyTarget> Notify { get; init; } = [];
}
