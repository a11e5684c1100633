using BulkExtractor.Batches;
using BulkExtractor.Catalog;

namespace BulkExtractor.Forecast;

/// <summary>A way that requests can take: the models of one tier of an account, which share its limits.</summary>
public sealed record Route(Account Account, Tier Tier)
{
    /// <summary>The ways to some models.</summary>
    public static IReadOnlyList<Route> Of(IReadOnlyList<Model> models) =>
        [.. models.Select(model => new Route(model.Account, model.Tier)).Distinct()];

    /// <summary>The ways of a batch; what its provider lists by now is not known here, only that it does.</summary>
    public static IReadOnlyList<Route> Of(Pool pool, Batch batch) =>
    [
        .. Of(pool.Models)
            .Concat(from account in pool.Accounts where account.DiscoverFree select new Route(account, Tier.Free))
            .Distinct()
            .Where(route => route.Tier != Tier.Paid && batch.Settings.Tiers.Contains(route.Tier))
            .Where(route => batch.Accounts.Contains(route.Account.Id)),
    ];
}
