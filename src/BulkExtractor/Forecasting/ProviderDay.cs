using BulkExtractor.Models;

namespace BulkExtractor.Forecasting;

/// <summary>What a provider would bring in a day if it were asked all day, by the limits that the pool names.</summary>
/// <remarks>
/// A yardstick to compare providers with: requests of 10 rows, each of 300 tokens to read and 70 to write, beside 1,000
/// tokens of instructions. What a model's own load or thoughts take is not in it.
/// </remarks>
public static class ProviderDay
{
    private const int RowsOfRequest = 10;
    private const int InputTokens = 1_000 + (RowsOfRequest * 300);
    private const int OutputTokens = RowsOfRequest * 70;

    // Where a provider takes one request after another, this long each.
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>The rows of a day; null where nothing that is known bounds them.</summary>
    public static long? Rows(Provider provider)
    {
        var account = provider.Account;
        var requests = Least(
            Least(
                OfModels(provider),
                // Of models that share units the cheapest bring the most.
                Requests(account.Limits.GetValueOrDefault(Tier.Free, []), UnitPrice.LeastOf(provider.Models))),
            InTurn(account.Parallel));
        return requests is { } bound ? (long)Math.Floor(bound) * RowsOfRequest : null;
    }

    // One model that nothing bounds leaves all unbounded; what is still to be discovered counts as one model.
    private static double? OfModels(Provider provider)
    {
        double?[] groups =
        [
            .. provider.Models.Where(model => model.Tier == Tier.Free)
                .GroupBy(model => model.Limits.FirstOrDefault(limit => limit.Shares is not null)?.Shares ?? model.Id)
                .Select(group => OfGroup([.. group]))
                .DefaultIfEmpty(Requests(provider.Account.Each, price: null)),
        ];
        return groups.Contains(null) ? null : groups.Sum();
    }

    // The models of a group share its limits, and have others alone.
    private static double? OfGroup(IReadOnlyList<Model> models)
    {
        double?[] each = [.. models.Select(model => OfOne(model, shared: false))];
        return Least(OfOne(models[0], shared: true), each.Contains(null) ? null : each.Sum());
    }

    private static double? OfOne(Model model, bool shared)
    {
        var limits = model.Limits.Where(limit => limit.Shares is not null == shared);
        return Least(Requests(limits, model.UnitPrice), shared ? null : InTurn(model.Parallel));
    }

    private static double? InTurn(int? parallel) => parallel * (Day / RequestTime);

    private static double? Requests(IEnumerable<Limit> limits, UnitPrice? price) =>
        limits.Select(limit => Requests(limit, price)).Aggregate((double?)null, Least);

    private static double? Requests(Limit limit, UnitPrice? price)
    {
        var times = Day / (limit.Per ?? (limit.Monthly ? Month : Day));
        var units = price ?? limit.UnitPrice ?? new UnitPrice(0, 0);
        double?[] all =
        [
            limit.Requests * times,
            limit.Tokens * times / (InputTokens + OutputTokens),
            limit.InputTokens * times / InputTokens,
            limit.Units * times / (double)((units.Input * InputTokens) + (units.Output * OutputTokens)),
        ];
        return all.Aggregate(Least);
    }

    private static double? Least(double? one, double? other) =>
        one is null || other < one ? other : one;
}
