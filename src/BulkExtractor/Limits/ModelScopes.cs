using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>Makes models ready to be asked by a worker: their scopes are declared, no old stop holds them.</summary>
public sealed class ModelScopes(IPermitLedger ledger, long worker)
{
    // A list may name for a while what is gone, or what is open to few only: finding out costs a request.
    private static readonly TimeSpan BetweenTrials = TimeSpan.FromDays(1);

    /// <summary>Opens the models of a pool; returns where less holds than its file says.</summary>
    /// <param name="before">The pool that the worker had until now; null when it starts.</param>
    public async Task<IReadOnlyList<string>> OpenAsync(Pool? before, Pool next, CancellationToken cancellationToken)
    {
        var declared = Scopes(before).Select(scope => scope.Id).ToHashSet();
        var smaller = await ledger.DeclareAsync(
            worker, [.. Scopes(next).Where(scope => !declared.Contains(scope.Id))], cancellationToken);
        await ReviveAsync(before, next, cancellationToken);
        return
        [
            .. smaller.Where(scope => !scope.Auto).Select(scope =>
                $"{scope.Id}: only {scope.Allowed} are allowed, as another worker's pool or the provider says"),
        ];
    }

    private static IEnumerable<LimitScope> Scopes(Pool? pool) =>
        pool?.Models.SelectMany(LimitScope.ListToDeclare) ?? [];

    // Coming into a pool that had been without it shows that a model is there; merely being listed is weaker.
    private async Task ReviveAsync(Pool? before, Pool next, CancellationToken cancellationToken)
    {
        var known = (before ?? next).Models.Select(model => model.Key).ToHashSet();
        var listed = next.Models.Where(model => model.Listed).ToLookup(model => known.Contains(model.Key));
        await ledger.ReviveAsync([.. listed[false].Select(ScopeId.OfModel)], TimeSpan.Zero, cancellationToken);
        await ledger.ReviveAsync([.. listed[true].Select(ScopeId.OfModel)], BetweenTrials, cancellationToken);
    }
}
