using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The leased chunks that wait for a model, by batch, in the order they came.</summary>
internal sealed class ChunkWindow
{
    private readonly Dictionary<long, (BatchPlan Plan, OrderedDictionary<long, LeasedChunk> Chunks)> _waiting = [];

    /// <summary>The batches with waiting chunks.</summary>
    public IReadOnlyList<long> Batches => [.. _waiting.Keys];

    /// <summary>The plans of the batches with waiting chunks.</summary>
    public IReadOnlyList<BatchPlan> Plans => [.. _waiting.Values.Select(waiting => waiting.Plan)];

    public bool IsEmpty => _waiting.Count == 0;

    public BatchPlan PlanOf(long batchId) => _waiting[batchId].Plan;

    /// <summary>Adds chunks; one that was lost and leased again takes its old place.</summary>
    public void Add(WaitingChunks more)
    {
        var batchId = more.Plan.Batch.BatchId;
        var waiting = _waiting.TryGetValue(batchId, out var found) ? found.Chunks : [];
        _waiting[batchId] = (more.Plan, waiting);
        foreach (var chunk in more.Chunks) waiting[chunk.ChunkId] = chunk;
    }

    /// <summary>Chooses a pack for a model; empty when nothing fits or a fuller pack is worth a wait.</summary>
    public IReadOnlyList<LeasedChunk> Choose(
        BatchPlan plan, Model model, IReadOnlyList<Model> alive, bool mayBePartial)
    {
        if (!_waiting.TryGetValue(plan.Batch.BatchId, out var waiting)) return [];
        var fitting = waiting.Chunks.Values.Where(chunk => MayAsk(chunk, model, alive)).ToList();
        var budget = plan.Budget(model);
        var chosen = Packer.Choose(fitting, budget);
        if (chosen.Count == 0) return [];
        var isFull = chosen.Count == Packer.MostWith(chosen[0], budget) || chosen.Count < fitting.Count;
        return isFull || mayBePartial ? chosen : [];
    }

    /// <summary>Takes chunks out.</summary>
    public void Remove(WaitingChunks gone)
    {
        var batchId = gone.Plan.Batch.BatchId;
        if (!_waiting.TryGetValue(batchId, out var waiting)) return;
        foreach (var chunk in gone.Chunks) waiting.Chunks.Remove(chunk.ChunkId);
        if (waiting.Chunks.Count == 0) _waiting.Remove(batchId);
    }

    /// <summary>Takes all chunks of one batch out.</summary>
    public IReadOnlyList<LeasedChunk> RemoveAll(BatchPlan plan) =>
        _waiting.Remove(plan.Batch.BatchId, out var waiting) ? [.. waiting.Chunks.Values] : [];

    // A model that failed a chunk is asked again for it only when every other one did too.
    private static bool MayAsk(LeasedChunk chunk, Model model, IReadOnlyList<Model> alive) =>
        !chunk.BlamedModels.Contains(model.Key)
        || alive.All(other => chunk.BlamedModels.Contains(other.Key));
}
