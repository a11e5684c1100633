using BulkExtractor.Limits;

namespace BulkExtractor.Forecasting;

/// <summary>What the accounts of routes let through from now on, by what the ledger knows of them.</summary>
/// <param name="parallelism">The requests that a worker has in flight at once.</param>
public sealed class AccountCapacities(IPermitLedger ledger, IAttemptHistory history, int parallelism)
{
    /// <summary>One for each route.</summary>
    /// <param name="seen">What requests to them brought: how long they took.</param>
    /// <param name="loads">What their requests carry and weigh.</param>
    public async Task<IReadOnlyList<AccountCapacity>> ReadAsync(
        IReadOnlyList<AccountTier> routes,
        IReadOnlyList<AccountHistory> seen,
        PackLoads loads,
        CancellationToken cancellationToken)
    {
        ScopeId[] scopes = [.. routes.SelectMany(Scopes).Select(scope => scope.Id).Distinct()];
        var uses = (await ledger.ReadAsync(scopes, cancellationToken)).ToDictionary(use => use.Id);
        var grants = await history.ReadGrantsAsync(scopes, cancellationToken);
        return
        [
            .. from route in routes
               let capacity = Calculate(route, StateOf, loads)
               let known = seen.FirstOrDefault(account => account.Account == route.Account.Id)
               select known is null ? capacity : capacity.After(known),
        ];

        ScopeState StateOf(LimitScope scope)
        {
            var use = uses.GetValueOrDefault(scope.Id);
            var holds = scope with
            {
                Requests = use?.Requests ?? scope.Requests,
                Tokens = use?.Tokens ?? scope.Tokens,
            };
            return new ScopeState(holds, [.. grants[scope.Id]])
            {
                DayUsed = use?.Used ?? 0,
                PausedUntil = use?.PausedUntil ?? DateTimeOffset.MinValue,
            };
        }
    }

    /// <summary>One for each route of accounts that were never used.</summary>
    public IReadOnlyList<AccountCapacity> Imagine(IReadOnlyList<AccountTier> routes, PackLoads loads) =>
        [.. routes.Select(route => Calculate(route, scope => new ScopeState(scope, []), loads))];

    private AccountCapacity Calculate(AccountTier route, Func<LimitScope, ScopeState> stateOf, PackLoads loads) =>
        AccountCapacity.Calculate(route, stateOf, parallelism, loads.Weigh) with
        {
            Share = loads.ShareOf(route.Models),
        };

    private static IEnumerable<LimitScope> Scopes(AccountTier route) =>
        route.Shared.Concat(route.Models.SelectMany(LimitScope.OfModelAlone));
}
