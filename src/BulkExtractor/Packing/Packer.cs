using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>Chooses which of the waiting chunks go together to one model.</summary>
public static class Packer
{
    /// <summary>
    /// Takes the chunk that waits longest and fills up with what fits, the longest first
    /// (first-fit-decreasing over a window a few packs deep), but never so long that the places left over could not
    /// be filled with the shortest: a pack is to be full of documents and of input at once. Suspects go with those of
    /// the same refusal only, and chunks of which all fields are asked with such.
    /// </summary>
    /// <param name="waiting">The chunks of one batch that this model may have, in the order they came.</param>
    /// <returns>The chosen chunks; empty when none fits.</returns>
    public static IReadOnlyList<LeasedChunk> Choose(IReadOnlyList<LeasedChunk> waiting, PackBudget budget)
    {
        var first = waiting.FirstOrDefault(chunk => Cost(chunk, budget) <= budget.AloneTokens);
        if (first is null) return [];

        var chosen = new List<LeasedChunk> { first };
        var left = budget.InputTokens - Cost(first, budget);
        var most = MostWith(first, budget);
        if (most == 1 || left < 0) return [first];

        var others = waiting.Where(chunk => chunk != first && GroupOf(chunk) == GroupOf(first))
            .OrderByDescending(chunk => Cost(chunk, budget))
            .ToList();
        var needed = NeededByShortest([.. others.Select(chunk => Cost(chunk, budget))], most - 1);
        var canBeFull = needed[^1] <= left;
        foreach (var chunk in others)
        {
            if (chosen.Count >= most) break;
            var kept = canBeFull ? needed[most - chosen.Count - 1] : 0;
            if (Cost(chunk, budget) > left - kept || !HasRoomFor(chunk, chosen)) continue;
            chosen.Add(chunk);
            left -= Cost(chunk, budget);
        }

        return chosen;
    }

    /// <summary>
    /// The chunks that may be in one request are of one group: suspects of the same refusal or of none, of
    /// which the same fields are asked, since a request asks them of all its documents. One that must be
    /// alone is a group of its own.
    /// </summary>
    public static (long? Alone, long? BisectionOf, string? Question) GroupOf(LeasedChunk chunk) =>
        chunk.Alone ? (chunk.ChunkId, null, null) : (null, chunk.BisectionOf, chunk.Question.Key);

    // What the shortest chunks need together, by how many of them there are.
    private static int[] NeededByShortest(List<int> costs, int most)
    {
        var needed = new int[most + 1];
        for (var count = 1; count <= most; count++)
        {
            needed[count] = needed[count - 1] + (count <= costs.Count ? costs[^count] : 0);
        }

        return needed;
    }

    /// <summary>The most documents in a pack with a chunk.</summary>
    public static int MostWith(LeasedChunk chunk, PackBudget budget) =>
        chunk.Alone ? 1 : Math.Max(1, budget.Documents);

    /// <summary>
    /// The estimated tokens of a chunk with what is around it, as the budget's model counts them, and of its answer
    /// where that counts, too.
    /// </summary>
    public static int Cost(LeasedChunk chunk, PackBudget budget) =>
        budget.Factors.Count(chunk.Script, chunk.Tokens)
        + PackBudget.TagTokens
        + budget.OutputCost
        + (chunk.Hint is null ? 0 : PackBudget.HintTokens)
        + TokenEstimate.Estimate(chunk.Question.Found);

    private static bool HasRoomFor(LeasedChunk chunk, List<LeasedChunk> chosen) => !chunk.HasPicture
        || (chosen.Sum(other => other.PictureCount) + chunk.PictureCount <= PackBudget.Pictures
            && chosen.Sum(other => other.PictureBytes) + chunk.PictureBytes <= PackBudget.PictureBytes);
}
