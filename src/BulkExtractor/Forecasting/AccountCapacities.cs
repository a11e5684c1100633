using BulkExtractor.Limits;

namespace BulkExtractor.Forecasting;

/// <summary>What the accounts of routes let through from now on, by what the ledger knows of them.</summary>
/// <param name="parallelism">The requests that a worker has in flight at once.</param>
public sealed class AccountCapacities(IPermitLedger ledger, IAttemptHistory history, int parallelism)
{
    /// <summary>One for each route.</summary>
    /// <param name="seen">What requests to them brought: how long they took.</param>
    public async Task<IReadOnlyList<AccountCapacity>> ReadAsync(
        IReadOnlyList<AccountTier> routes, IReadOnlyList<AccountHistory> seen, CancellationToken cancellationToken)
    {
        ScopeId[] scopes = [.. routes.SelectMany(Scopes).Select(scope => scope.Id).Distinct()];
        var uses = (await ledger.ReadAsync(scopes, cancellationToken)).ToDictionary(use => use.Id);
        var grants = await history.ReadGrantsAsync(scopes, cancellationToken);
        return
        [
            .. from route in routes
               let capacity = AccountCapacity.Calculate(route, StateOf, parallelism)
               let known = seen.FirstOrDefault(account => account.Account == route.Account.Id)
               select known is null ? capacity : capacity.After(known),
        ];

        ScopeState StateOf(LimitScope scope)
        {
            var use = uses.GetValueOrDefault(scope.Id);
            return new ScopeState(scope with { Requests = use?.Requests ?? scope.Requests }, [.. grants[scope.Id]])
            {
                DayUsed = use?.Used ?? 0,
                PausedUntil = use?.PausedUntil ?? DateTimeOffset.MinValue,
            };
        }
    }

    private static IEnumerable<LimitScope> Scopes(AccountTier route) =>
        route.Shared.Concat(route.Models.SelectMany(LimitScope.OfModelAlone));
}
