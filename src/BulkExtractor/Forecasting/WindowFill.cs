using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Forecasting;

/// <summary>
/// How large packs are on average where a minute's tokens hold no whole number of full ones: what is left beside those
/// takes smaller ones.
/// </summary>
internal static class WindowFill
{
    private const int MostPacks = 20;

    /// <summary>The average size of a model's packs.</summary>
    /// <param name="full">The documents of a full one.</param>
    /// <param name="tokens">The tokens of a document, with its tags.</param>
    /// <param name="overhead">The tokens that are sent beside the documents.</param>
    public static double SizeOf(Model model, PackBudget budget, double full, double tokens, int overhead)
    {
        var scopes = LimitScope.ListFor(model).Where(scope => scope is { CountsTokens: true, IsLong: false }).ToList();
        if (scopes.Count == 0) return full;

        var (left, packs, sum) = (scopes.Select(scope => scope.Tokens!.Value).ToList(), 0, 0.0);
        while (packs < MostPacks && Next(left) is { } size)
        {
            var settled = Weigh(size).Settled;
            left = [.. scopes.Zip(left, (scope, rest) => rest - scope.Weigh(settled))];
            (packs, sum) = (packs + 1, sum + size);
        }

        return packs == 0 ? full : sum / packs;

        double? Next(List<int> left)
        {
            var request = Weigh(full);
            if (scopes.Zip(left).All(one => one.First.Weigh(request) <= one.Second)) return full;
            List<LimitLeft> leaves = [.. scopes.Zip(left, (scope, rest) => new LimitLeft(scope.Counted, rest))];
            return budget.Within(leaves) is { } less ? Math.Min(full, Math.Floor(less.DocumentsOf(tokens))) : null;
        }

        RequestTokens Weigh(double size) => budget.Weigh(size, tokens, overhead);
    }
}
