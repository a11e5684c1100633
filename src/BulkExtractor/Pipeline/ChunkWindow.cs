using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The leased chunks that wait for a model, by batch, in the order they came.</summary>
internal sealed class ChunkWindow
{
    private const int BlamedBeforeLastTry = 3;

    private readonly Dictionary<BatchPlan, OrderedDictionary<long, LeasedChunk>> _waiting = [];
    private readonly HashSet<long> _reserved = [];

    /// <summary>The batches with waiting chunks.</summary>
    public IReadOnlyList<BatchPlan> Plans => [.. _waiting.Keys];

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Adds chunks; one that was lost and leased again takes its old place.</summary>
    public void Add(WaitingChunks more)
    {
        if (!_waiting.TryGetValue(more.Plan, out var waiting)) _waiting[more.Plan] = waiting = [];
        foreach (var chunk in more.Chunks) waiting[chunk.ChunkId] = chunk with { Alone = MustBeAlone(chunk) };
    }

    /// <summary>Chooses a pack for a model; empty when nothing fits or a fuller pack is worth a wait.</summary>
    public IReadOnlyList<LeasedChunk> Choose(
        BatchPlan plan, Model model, IReadOnlyList<Model> alive, bool mayBePartial)
    {
        if (!_waiting.TryGetValue(plan, out var waiting)) return [];
        var fitting = waiting.Values
            .Where(chunk => !_reserved.Contains(chunk.ChunkId) && MayAsk(chunk, model, alive))
            .ToList();
        var budget = plan.Budget(model);
        var chosen = Packer.Choose(fitting, budget);
        if (chosen.Count == 0) return [];
        var isFull = chosen.Count == Packer.MostWith(chosen[0], budget) || chosen.Count < fitting.Count;
        return isFull || mayBePartial ? chosen : [];
    }

    /// <summary>The chunks of a batch that wait and are not reserved.</summary>
    public int Count(BatchPlan plan) =>
        _waiting.TryGetValue(plan, out var waiting) ? waiting.Keys.Count(chunk => !_reserved.Contains(chunk)) : 0;

    /// <summary>Keeps chosen chunks out of further packs until they are released or removed; they keep their places.</summary>
    public void Reserve(WaitingChunks chosen) => _reserved.UnionWith(chosen.Chunks.Select(chunk => chunk.ChunkId));

    /// <summary>Lets reserved chunks be chosen again.</summary>
    public void Release(WaitingChunks refused) => _reserved.ExceptWith(refused.Chunks.Select(chunk => chunk.ChunkId));

    /// <summary>Takes chunks out.</summary>
    public void Remove(WaitingChunks gone)
    {
        Release(gone);
        if (!_waiting.TryGetValue(gone.Plan, out var waiting)) return;
        foreach (var chunk in gone.Chunks) waiting.Remove(chunk.ChunkId);
        if (waiting.Count == 0) _waiting.Remove(gone.Plan);
    }

    /// <summary>Takes all chunks of one batch out.</summary>
    public IReadOnlyList<LeasedChunk> RemoveAll(BatchPlan plan) =>
        _waiting.Remove(plan, out var chunks) ? [.. chunks.Values] : [];

    // Also the last try: what was mixed up or spoilt by others until now is not given up for their sake.
    private static bool MustBeAlone(LeasedChunk chunk) =>
        chunk.BlameCount >= BlamedBeforeLastTry || Injection.IsSuspectedIn(chunk.Text);

    // A model that failed a chunk is asked again for it only when every other one did too.
    private static bool MayAsk(LeasedChunk chunk, Model model, IReadOnlyList<Model> alive) =>
        !chunk.BlamedModels.Contains(model.Key)
        || alive.All(other => chunk.BlamedModels.Contains(other.Key));
}
