using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Forecasting;

/// <summary>A way that requests can take: the models of one tier of an account, which share its limits.</summary>
/// <param name="Models">Empty where more than these may come: what a provider lists by now is not known here.</param>
public sealed record AccountTier(Account Account, Tier Tier, IReadOnlyList<Model> Models)
{
    /// <summary>
    /// The scopes that all of its models share, the account's own first; units at the price of the cheapest, which is
    /// asked the most.
    /// </summary>
    public IReadOnlyList<LimitScope> Shared { get; } =
    [
        new LimitScope(ScopeId.OfAccount(Account)),
        .. LimitScope.OfTier(Account, Tier).Select(scope => scope.PricedBy(UnitPrice.LeastOf(Models))),
    ];

    /// <summary>The ways to some models.</summary>
    public static IReadOnlyList<AccountTier> Group(IReadOnlyList<Model> models) =>
    [
        .. models.GroupBy(model => (model.Account, model.Tier))
            .Select(group => new AccountTier(group.Key.Account, group.Key.Tier, [.. group])),
    ];

    /// <summary>The ways of a batch; what its provider lists by now is not known here, only that it does.</summary>
    public static IReadOnlyList<AccountTier> Group(Pool pool, Batch batch)
    {
        var known = ModelChooser.Candidates(pool.Models, batch);
        var wanted = batch.Settings.Models;
        var allKnown = wanted.Count > 0 && wanted.All(id => known.Any(model => model.Id == id));
        var listing = allKnown
            ? []
            : pool.Accounts.Where(account => account.Discovers && batch.Accounts.Contains(account.Id)
                && batch.Settings.Tiers.Contains(account.DiscoveredTier)).ToList();
        return
        [
            .. Group(known).Where(route => route.Tier != Tier.Paid && !IsListed(route)),
            .. listing.Select(account => new AccountTier(account, account.DiscoveredTier, [])),
        ];

        bool IsListed(AccountTier route) =>
            listing.Contains(route.Account) && route.Tier == route.Account.DiscoveredTier;
    }
}
