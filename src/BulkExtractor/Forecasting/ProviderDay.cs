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
    private const int TokensOfRequest = 1_000 + (RowsOfRequest * (300 + 70));

    // What an account gets whose provider is still to be asked.
    private const int UsualRequests = 50;

    // Where a provider takes one request after another, this long each.
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The rows of a day; null where nothing that is known bounds them.</summary>
    public static long? Rows(Provider provider)
    {
        var requests = Least(
            Least(OfModels(provider), Requests(provider.Account.Limits.GetValueOrDefault(Tier.Free, []))),
            provider.Account.Parallel * (Day / RequestTime));
        return requests is { } bound ? (long)Math.Floor(bound) * RowsOfRequest : null;
    }

    // One model that nothing bounds leaves all unbounded; what is still to be discovered counts as one model.
    private static double? OfModels(Provider provider)
    {
        var models = provider.Models.Where(model => model.Tier == Tier.Free).Select(model => Requests(model.Limits));
        double?[] each = [.. models.DefaultIfEmpty(Requests(provider.Account.Each))];
        return each.Contains(null) ? null : each.Sum();
    }

    private static double? Requests(IReadOnlyList<Limit> limits) =>
        limits.Select(Requests).Aggregate((double?)null, Least);

    private static double? Requests(Limit limit)
    {
        var times = Day / (limit.Per ?? Day);
        return limit switch
        {
            { Auto: true } => UsualRequests,
            { Requests: { } requests } => requests * times,
            { Tokens: { } tokens } => tokens * times / TokensOfRequest,
            _ => null,
        };
    }

    private static double? Least(double? one, double? other) =>
        one is null || other < one ? other : one;
}
