using BulkExtractor.Batches;
using BulkExtractor.Catalog;

namespace BulkExtractor.Routing;

/// <summary>Which models may work on a batch, and which of them is asked first.</summary>
public static class ModelChooser
{
    /// <summary>
    /// The models of a pool that a batch allows, in the order of its tiers and wishes; paid ones only with a budget.
    /// </summary>
    public static IReadOnlyList<Model> Candidates(IReadOnlyList<Model> pool, Batch batch)
    {
        var settings = batch.Settings;
        return
        [
            .. pool
                .Where(model => settings.Tiers.Contains(model.Tier))
                .Where(model => model.Tier != Tier.Paid || settings.MaxCost > 0)
                .Where(model => settings.Models.Count == 0 || settings.Models.Contains(model.Id))
                .Where(model => batch.Accounts.Contains(model.Account.Id))
                .OrderBy(model => IndexOf(settings.Tiers, model.Tier))
                .ThenBy(model => IndexOf(settings.Prefer, model.Id)),
        ];
    }

    /// <summary>The candidates in the order in which they are asked now: the least busy of the first tier leads.</summary>
    /// <param name="underWay">The requests under way to a model.</param>
    public static IEnumerable<Model> Rank(IReadOnlyList<Model> candidates, Func<Model, int> underWay) =>
        candidates
            .Select((model, place) => (model, place))
            .GroupBy(candidate => candidate.model.Tier)
            .SelectMany(tier => tier.OrderBy(c => underWay(c.model)).ThenBy(c => c.place))
            .Select(candidate => candidate.model);

    private static int IndexOf<T>(IReadOnlyList<T> order, T item)
    {
        for (var place = 0; place < order.Count; place++)
        {
            if (Equals(order[place], item)) return place;
        }

        return order.Count;
    }
}
