using System.ComponentModel.DataAnnotations;

namespace BulkExtractor.Pipeline;

/// <summary>How a worker's pipeline runs. Bound from <c>Pipeline</c>.</summary>
public sealed record PipelineOptions
{
    /// <summary>Requests in flight at once, over all models.</summary>
    [Range(1, 1_000)]
    public int Parallelism { get; init; } = 32;

    /// <summary>Packs' worth of chunks that wait for a model, for each batch: enough to choose from.</summary>
    [Range(1, 100)]
    public int WindowPacks { get; init; } = 6;

    /// <summary>Attempts recorded in one transaction.</summary>
    [Range(1, 1_000)]
    public int RecordSize { get; init; } = 100;

    /// <summary>How long a chunk stays ours without being renewed; a span like <c>00:01:00</c>.</summary>
    /// <remarks>A worker shows itself four times a lease, and counts as gone after a minute.</remarks>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a pack that is not full waits for chunks of requests under way to join it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PartialPackDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a model that misread sentinels is benched before it may show itself again; then twice as long.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan TrialPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a worker looks for due chunks while there are none.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:30")]
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromSeconds(1);
}
