using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>A pack that was chosen for a model and has no permit yet: refused, its chunks wait on.</summary>
internal sealed record ChosenPack(WaitingChunks Chosen, ModelChoice Choice)
{
    /// <summary>The sentinels that ride with them.</summary>
    public IReadOnlyList<Sentinel> Sentinels { get; init; } = [];

    /// <summary>Whether a benched model shows with it whether it reads well again.</summary>
    public bool OnTrial { get; init; }

    /// <summary>All that is sent, under ids that are still to be drawn.</summary>
    public IReadOnlyList<PackedChunk> Documents =>
    [
        .. Chosen.Chunks.Select(chunk => new PackedChunk("", chunk)),
        .. Sentinels.Select((one, place) =>
            new PackedChunk("", one.ToChunk(Chosen.Plan.Batch.BatchId, place)) { Sentinel = one }),
    ];

    public Model Model => Choice.Model;
}
