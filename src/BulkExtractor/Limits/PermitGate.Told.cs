using System.Collections.Concurrent;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>What a gate learns of limits that answers name.</summary>
public sealed partial class PermitGate
{
    private readonly ConcurrentDictionary<ScopeId, int> _told = new();

    // Most providers say the same with every answer: the ledger need not hear it again.
    private async Task LearnAsync(Model model, IReadOnlyList<ToldLimit> told, CancellationToken cancellationToken)
    {
        foreach (var limit in told)
        {
            if (LimitScope.FindTold(model, limit) is not { } scope) continue;
            var known = _told.GetValueOrDefault(scope.Id, (scope.Requests ?? scope.Tokens)!.Value);
            if (known == limit.Limit) continue;
            _told[scope.Id] = limit.Limit;
            await ledger.LearnAsync(scope.Id, limit.Limit, cancellationToken);
        }
    }
}
