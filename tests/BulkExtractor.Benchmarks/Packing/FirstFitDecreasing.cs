using BulkExtractor.Packing;

namespace BulkExtractor.Benchmarks.Packing;

/// <summary>The yardstick: packs made by someone who sees all chunks at once.</summary>
internal static class FirstFitDecreasing
{
    /// <summary>The packs that first-fit-decreasing makes of all lengths.</summary>
    public static int Count(IEnumerable<int> costs, PackBudget budget)
    {
        var packs = new List<(int Tokens, int Documents)>();
        foreach (var cost in costs.OrderDescending())
        {
            var place = packs.FindIndex(
                pack => pack.Tokens + cost <= budget.InputTokens && pack.Documents < budget.Documents);
            if (place < 0) packs.Add((cost, 1));
            else packs[place] = (packs[place].Tokens + cost, packs[place].Documents + 1);
        }

        return packs.Count;
    }

    /// <summary>No packing needs fewer.</summary>
    public static int LowerBound(IReadOnlyCollection<int> costs, PackBudget budget) => Math.Max(
        (int)((costs.Sum(cost => (long)cost) + budget.InputTokens - 1) / budget.InputTokens),
        (costs.Count + budget.Documents - 1) / budget.Documents);
}
