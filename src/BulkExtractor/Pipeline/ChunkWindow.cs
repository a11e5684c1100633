using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The leased chunks that wait for a model, by batch, in the order they came.</summary>
internal sealed class ChunkWindow
{
    private readonly Dictionary<long, List<LeasedChunk>> _waiting = [];

    public IReadOnlyList<long> Batches => [.. _waiting.Where(batch => batch.Value.Count > 0).Select(b => b.Key)];

    public bool IsEmpty => _waiting.Values.All(chunks => chunks.Count == 0);

    public void Add(IEnumerable<LeasedChunk> chunks)
    {
        foreach (var chunk in chunks)
        {
            if (!_waiting.TryGetValue(chunk.BatchId, out var waiting)) _waiting[chunk.BatchId] = waiting = [];
            waiting.Add(chunk);
        }
    }

    /// <summary>Takes a pack for a model out of the window; empty when nothing fits or a fuller pack is worth a wait.</summary>
    public IReadOnlyList<LeasedChunk> Take(BatchPlan plan, Model model, IReadOnlyList<Model> alive, bool mayBePartial)
    {
        if (!_waiting.TryGetValue(plan.Batch.BatchId, out var waiting)) return [];
        var fitting = waiting.Where(chunk => MayAsk(chunk, model, alive)).ToList();
        var budget = plan.Budget(model);
        var chosen = Packer.Choose(fitting, budget);
        if (chosen.Count == 0) return [];
        var isFull = chosen.Count == Packer.MostWith(chosen[0], budget) || chosen.Count < fitting.Count;
        if (!isFull && !mayBePartial) return [];

        var taken = chosen.Select(chunk => chunk.ChunkId).ToHashSet();
        waiting.RemoveAll(chunk => taken.Contains(chunk.ChunkId));
        return chosen;
    }

    /// <summary>Empties the window of one batch.</summary>
    public IReadOnlyList<LeasedChunk> TakeAll(long batchId) =>
        _waiting.Remove(batchId, out var chunks) ? chunks : [];

    // A model that failed a chunk is asked again for it only when every other one did too.
    private static bool MayAsk(LeasedChunk chunk, Model model, IReadOnlyList<Model> alive) =>
        !chunk.BlamedModels.Contains(model.Key)
        || alive.All(other => chunk.BlamedModels.Contains(other.Key));
}
