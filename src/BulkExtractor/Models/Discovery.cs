namespace BulkExtractor.Models;

/// <summary>A pool after its providers were asked what they list.</summary>
/// <param name="Notices">What changed, one line each.</param>
public sealed record Discovered(Pool Pool, IReadOnlyList<string> Notices)
{
    /// <summary>Which providers could not be asked, and why, one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>
/// What follows for a pool from what an account's provider lists: new models join, those that are gone leave, those
/// that are listed again come back. What the pool file says of a model holds.
/// </summary>
public sealed class Discovery
{
    private readonly Account _account;
    private readonly bool _complete;
    private readonly HashSet<string> _listed;
    private readonly Dictionary<string, Model> _found;

    private Discovery(Account account, Listing listing, DateOnly today)
    {
        (_account, _complete) = (account, listing.Complete);
        _listed = [.. listing.Models.Select(model => model.Id)];
        _found = listing.Models.Where(model => DiscoveredModel.Joins(account, model, today))
            .DistinctBy(model => model.Id)
            .ToDictionary(model => model.Id, model => DiscoveredModel.Create(model, account));
    }

    /// <summary>The pool, with the models of one account as they are listed.</summary>
    public static Discovered Join(Pool pool, Account account, Listing listing, DateOnly today) =>
        new Discovery(account, listing, today).Join(pool);

    private Discovered Join(Pool pool)
    {
        var left = pool.Models.Where(model => AsListed(model) is null).ToList();
        var back = pool.Retired.Where(gone => IsMine(gone.Model) && _listed.Contains(gone.Model.Id)).ToList();
        var known = pool.Models.Concat(pool.Retired.Select(gone => gone.Model)).Where(IsMine);
        var joined = _found.Keys.Except(known.Select(model => model.Id)).Select(id => _found[id]).ToList();
        var next = pool with
        {
            Models =
            [
                .. pool.Models.Select(AsListed).OfType<Model>(),
                .. back.Select(gone => gone.Model with { Listed = true }),
                .. joined,
            ],
            Retired = [.. pool.Retired.Except(back), .. left.Where(model => !model.Discovered).Select(Retire)],
        };
        return new Discovered(next, [.. Notices(left, [.. back.Select(gone => gone.Model)], joined)]);
    }

    /// <summary>The model as it is listed now; null when it is gone.</summary>
    private Model? AsListed(Model model)
    {
        if (!IsMine(model)) return model;
        if (!_listed.Contains(model.Id)) return _complete ? null : model;
        if (!model.Discovered) return model.Listed ? model : model with { Listed = true };
        if (!_found.TryGetValue(model.Id, out var now)) return null;
        return IsSame(model, now) ? model : now;
    }

    private bool IsMine(Model model) => model.Account.Id == _account.Id;

    // A model that did not change stays the same object: requests under way are counted by it.
    private static bool IsSame(Model known, Model now) =>
        known == now with { Account = known.Account, GoodFor = known.GoodFor, Limits = known.Limits }
        && known.GoodFor.SequenceEqual(now.GoodFor);

    private static RetiredModel Retire(Model model) =>
        new(model with { Listed = false }, "its provider does not list it any more");

    private string AsFree => _account.Discover == ModelDiscovery.Free ? " as free" : "";

    private IEnumerable<string> Notices(List<Model> left, List<Model> back, List<Model> joined)
    {
        foreach (var model in left)
            yield return $"model {model.Id} leaves the pool: {_account.Name} does not list it{AsFree}";
        foreach (var model in back) yield return $"model {model.Id} is back: {_account.Name} lists it again";
        if (joined.Count > 0)
        {
            var ids = string.Join(", ", joined.Select(model => model.Id));
            yield return $"{_account.Name} lists models that join the pool: {ids}";
        }
    }
}
