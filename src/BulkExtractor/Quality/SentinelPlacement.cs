using BulkExtractor.Batches;
using BulkExtractor.Packing;

namespace BulkExtractor.Quality;

/// <summary>The chunks of a pack and the sentinels that ride with them.</summary>
internal sealed record SentinelPlacement(IReadOnlyList<LeasedChunk> Chunks, IReadOnlyList<Sentinel> Sentinels)
{
    /// <summary>
    /// Puts sentinels into a pack, within its documents and tokens; chunks that have no place any more wait on.
    /// </summary>
    /// <remarks>
    /// Never into a pack that is to find a culprit, or that asks only some fields: what it says is of its chunks alone.
    /// </remarks>
    public static SentinelPlacement Place(
        IReadOnlyList<LeasedChunk> chosen, IReadOnlyList<Sentinel> due, PackBudget budget)
    {
        var ride = new SentinelPlacement(chosen, []);
        if (chosen.Count == 0
            || chosen[0] is { Alone: true } or { BisectionOf: not null } or { Question.Fields: not null })
            return ride;
        foreach (var sentinel in due) ride = ride.With(sentinel, budget);
        return ride;
    }

    private SentinelPlacement With(Sentinel sentinel, PackBudget budget)
    {
        var longer = this with { Sentinels = [.. Sentinels, sentinel] };
        if (longer.Fits(budget)) return longer;
        // The shortest comes last: it finds a place in another pack most easily.
        var shorter = longer with { Chunks = [.. Chunks.SkipLast(1)] };
        return shorter.Chunks.Count > 0 && shorter.Fits(budget) ? shorter : this;
    }

    private bool Fits(PackBudget budget) =>
        Chunks.Count + Sentinels.Count <= budget.Documents
        && Chunks.Concat(Sentinels.Select((one, place) => one.ToChunk(0, place)))
            .Sum(chunk => Packer.Cost(chunk, budget)) <= budget.InputTokens;
}
