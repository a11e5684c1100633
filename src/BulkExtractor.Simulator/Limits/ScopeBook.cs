using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Limits;

/// <summary>The scopes of all accounts and models. Used under one lock; times do not go back.</summary>
internal sealed class ScopeBook
{
    private readonly TimeSpan _dayLength;
    private readonly Dictionary<(string Account, string Tier), CountedScope[]> _accounts = [];
    private readonly Dictionary<SimulatedModel, CountedScope[]> _models =
        new(ReferenceEqualityComparer.Instance);

    public ScopeBook(SimulatedPool pool, TimeSpan dayLength)
    {
        _dayLength = dayLength;
        foreach (var account in pool.Accounts)
        {
            foreach (var (tier, limits) in account.Limits)
                _accounts[(account.Name, tier)] = ScopesOf(new ScopeName(account.Name, tier, null), limits);
        }

        foreach (var model in pool.Models)
            _models[model] = ScopesOf(new ScopeName(model.Account.Name, model.Tier, model.Id), model.Limits);
    }

    public IEnumerable<CountedScope> All => _accounts.Values.Concat(_models.Values).SelectMany(scopes => scopes);

    public CountedScope[] OfAccount(string account, string tier) =>
        _accounts.GetValueOrDefault((account, tier)) ?? [];

    public CountedScope[] OfModel(SimulatedModel model) => _models[model];

    public void Arrive(SimulatedModel model, Arrival arrival)
    {
        foreach (var scope in OfAccount(model.Account.Name, model.Tier)) scope.Arrive(arrival);
        foreach (var scope in OfModel(model)) scope.Arrive(arrival);
    }

    /// <summary>Admits an arrival to all scopes or to none; null if it was admitted.</summary>
    public static LimitReached? Admit(CountedScope[] scopes, Arrival arrival)
    {
        foreach (var scope in scopes)
        {
            if (scope.RefusedUntil(arrival) is { } until) return new LimitReached(scope, until);
        }

        foreach (var scope in scopes) scope.Admit(arrival);
        return null;
    }

    private CountedScope[] ScopesOf(ScopeName name, IReadOnlyList<RequestLimit> limits) =>
        [.. limits.Select(limit => ScopeOf(name, limit))];

    private CountedScope ScopeOf(ScopeName name, RequestLimit limit) => limit.Window is { } window
        ? new WindowScope(name, limit, window)
        : new DayScope(name, limit, _dayLength);
}

/// <summary>A limit that refused a request, and when it admits one again.</summary>
internal sealed record LimitReached(CountedScope Scope, DateTimeOffset Until);
