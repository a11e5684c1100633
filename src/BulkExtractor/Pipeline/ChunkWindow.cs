using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>The leased chunks that wait for a model, by batch: those leased before, then as they came.</summary>
internal sealed class ChunkWindow : IPackObserver
{
    private const int BlamedBeforeLastTry = 3;

    private readonly Dictionary<BatchPlan, WaitingLine> _waiting = [];
    private readonly HashSet<long> _reserved = [];
    private readonly ConcurrentQueue<WaitingChunks> _returned = [];

    /// <summary>The batches with waiting chunks.</summary>
    public IReadOnlyList<BatchPlan> Plans => [.. _waiting.Keys];

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Adds chunks; one that is there already is replaced.</summary>
    public void Add(WaitingChunks more)
    {
        if (!_waiting.TryGetValue(more.Plan, out var waiting)) _waiting[more.Plan] = waiting = new WaitingLine();
        more.Plan.Measure(more.Chunks);
        foreach (var chunk in more.Chunks)
        {
            waiting.Add(new WaitingChunk(
                chunk with { Alone = MustBeAlone(chunk) }, ChunkNeed.Create(chunk, more.Plan.Batch.Definition)));
        }
    }

    /// <summary>Takes the chunks in that were sent and did not go after all; they wait as before.</summary>
    public void AddReturned()
    {
        while (_returned.TryDequeue(out var chunks)) Add(chunks);
    }

    /// <summary>What the waiting chunks of a batch need, that of the one that waits longest first.</summary>
    public IEnumerable<ChunkNeed> NeedsOf(BatchPlan plan) => Unreserved(plan).Select(one => one.Need).Distinct();

    /// <summary>The chunks of a batch that wait and are not reserved, with what each of them needs.</summary>
    public IEnumerable<(LeasedChunk Chunk, ChunkNeed Need)> Waiting(BatchPlan plan) =>
        Unreserved(plan).Select(one => (one.Chunk, one.Need));

    /// <summary>The chunks of a batch that wait and are not reserved.</summary>
    public int Count(BatchPlan plan) => Unreserved(plan).Count();

    /// <summary>
    /// Chooses a pack for a model: chunks with a need, filled up with others when they are too few. Empty when nothing
    /// fits or a fuller pack is worth a wait.
    /// </summary>
    /// <param name="left">What limits leave to a pack that is less than full; null where they do not matter.</param>
    public IReadOnlyList<LeasedChunk> Choose(
        BatchPlan plan,
        ChunkNeed need,
        Model model,
        IReadOnlyList<Model> alive,
        bool mayBePartial,
        IReadOnlyList<LimitLeft>? left = null)
    {
        var isTooLong = plan.TooLongFor(model);
        var fitting = Unreserved(plan)
            .Where(one => one.Need.MayGoTo(model) && MayAsk(one.Chunk, model, alive))
            .Where(one => !isTooLong(one.Chunk) || !HasRoomElsewhere(plan, one, alive));
        if (left is null && FirstIfFull(plan, model, fitting.Where(one => one.Need == need)) is { } full) return [full];

        var byNeed = fitting.ToLookup(one => one.Need == need, one => one.Chunk);
        // While some wait to become more, others that cannot join them may be ready.
        return byNeed[true].GroupBy(Packer.GroupOf)
            .Select(group => Choose(plan, model, left, [.. group], byNeed[false]))
            .FirstOrDefault(pack => pack.Chosen.Count > 0 && (pack.IsFull || mayBePartial))
            .Chosen ?? [];
    }

    /// <summary>
    /// The chunk with which a model shows that it is back: one that was never sent and fits, else the first of a pack.
    /// </summary>
    /// <remarks>What hung there before would wait as long again.</remarks>
    public LeasedChunk ChooseForTrial(BatchPlan plan, Model model, IReadOnlyList<LeasedChunk> pack) =>
        Unreserved(plan)
            .Where(one => one.IsFirstLease && one.Need.MayGoTo(model))
            .Select(one => one.Chunk)
            .FirstOrDefault(chunk => Packer.Choose([chunk], plan.Budget(model, chunk)).Count > 0)
        ?? pack[0];

    // Where one chunk is a full pack, no other has to be looked at.
    private static LeasedChunk? FirstIfFull(BatchPlan plan, Model model, IEnumerable<WaitingChunk> alike) =>
        alike.FirstOrDefault() is { Chunk: var first } && plan.Budget(model, first) is var budget
        && Packer.MostWith(first, budget) == 1 && Packer.Cost(first, budget) <= budget.AloneTokens
            ? first
            : null;

    private static (IReadOnlyList<LeasedChunk> Chosen, bool IsFull) Choose(
        BatchPlan plan,
        Model model,
        IReadOnlyList<LimitLeft>? left,
        List<LeasedChunk> alike,
        IEnumerable<LeasedChunk> others)
    {
        var budget = plan.Budget(model, alike[0]);
        if (left is not null)
        {
            if (budget.Within(left) is not { } less) return ([], false);
            budget = less;
        }

        var pack = Pack(plan, alike, budget);
        // What is simple does not fill up what costs money.
        return pack.IsFull || model.Tier == Tier.Paid || pack.Chosen.Count == 0
            ? pack
            : Pack(plan, [.. alike, .. others], budget);
    }

    // Suspects wait for nobody but the rest of them, which the next lease may bring.
    private static (IReadOnlyList<LeasedChunk> Chosen, bool IsFull) Pack(
        BatchPlan plan, List<LeasedChunk> fitting, PackBudget budget)
    {
        var chosen = Packer.Choose(fitting, budget);
        return (chosen, chosen.Count > 0
            && (chosen.Count >= Packer.MostWith(chosen[0], budget)
                || chosen.Count < fitting.Count(chunk => Packer.GroupOf(chunk) == Packer.GroupOf(chosen[0]))
                || (chosen[0].BisectionOf is not null && plan.Dry)));
    }

    /// <summary>Keeps the chunks of a pack out of further ones; they keep their places until it is sent.</summary>
    public void Chosen(InFlight pack) => _reserved.UnionWith(pack.Chunks.Select(chunk => chunk.ChunkId));

    /// <inheritdoc/>
    public void Sent(InFlight pack) => Remove(pack.Pack.Chosen);

    /// <summary>
    /// Lets the chunks be chosen again, unless they are nobody's any more or nobody knows what became of them.
    /// </summary>
    public void Returned(InFlight pack)
    {
        if (pack.MayHaveLeft) return;
        if (pack.WasSent) _returned.Enqueue(pack.Pack.Chosen);
        else if (pack.IsStale) Remove(pack.Pack.Chosen);
        else _reserved.ExceptWith(pack.Chunks.Select(chunk => chunk.ChunkId));
    }

    /// <summary>Takes chunks out.</summary>
    public void Remove(WaitingChunks gone)
    {
        _reserved.ExceptWith(gone.Chunks.Select(chunk => chunk.ChunkId));
        if (!_waiting.TryGetValue(gone.Plan, out var waiting)) return;
        foreach (var chunk in gone.Chunks) waiting.Remove(chunk.ChunkId);
        if (waiting.IsEmpty) _waiting.Remove(gone.Plan);
    }

    /// <summary>Takes all chunks of one batch out.</summary>
    public IReadOnlyList<LeasedChunk> RemoveAll(BatchPlan plan) =>
        _waiting.Remove(plan, out var waiting) ? [.. waiting.Chunks.Select(one => one.Chunk)] : [];

    /// <summary>Takes the chunks of one batch out that did not fail before.</summary>
    public IReadOnlyList<LeasedChunk> RemoveNew(BatchPlan plan)
    {
        List<LeasedChunk> fresh = [.. Unreserved(plan).Select(one => one.Chunk).Where(chunk => !chunk.FailedBefore)];
        Remove(new WaitingChunks(plan, fresh));
        return fresh;
    }

    /// <summary>Takes the chunks of one batch out that wait for another model's opinion in vain.</summary>
    public IReadOnlyList<LeasedChunk> RemoveVoted(BatchPlan plan, Func<LeasedChunk, ChunkNeed, bool> inVain)
    {
        List<LeasedChunk> gone =
        [
            .. Unreserved(plan)
                .Where(one => one.Chunk.Question.IsForAnotherModel && inVain(one.Chunk, one.Need))
                .Select(one => one.Chunk),
        ];
        Remove(new WaitingChunks(plan, gone));
        return gone;
    }

    private IEnumerable<WaitingChunk> Unreserved(BatchPlan plan) => _waiting.TryGetValue(plan, out var waiting)
        ? waiting.Chunks.Where(one => !_reserved.Contains(one.Chunk.ChunkId))
        : [];

    // Also the last try: what was mixed up or spoilt by others until now is not given up for their sake.
    private static bool MustBeAlone(LeasedChunk chunk) =>
        chunk.BlameCount >= BlamedBeforeLastTry || Injection.IsSuspectedIn(chunk.Text);

    // A model that failed a chunk is asked again for it only when every other one did too.
    private static bool MayAsk(LeasedChunk chunk, Model model, IReadOnlyList<Model> alive) =>
        chunk.BlamedModels.Count == 0
        || !chunk.BlamedModels.Contains(model.Key)
        || alive.All(other => chunk.BlamedModels.Contains(other.Key) || !chunk.Question.MayGoTo(other.Key));

    // A limit of tokens refuses for good what is longer than it: such a chunk goes where there is room, if anywhere.
    private static bool HasRoomElsewhere(BatchPlan plan, WaitingChunk one, IReadOnlyList<Model> alive) =>
        alive.Any(other => one.Need.MayGoTo(other) && !plan.TooLongFor(other)(one.Chunk));
}
