using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>What comes back to a gate, and may be asked for again.</summary>
public sealed partial class PermitGate
{
    /// <summary>
    /// Gives a permit back whose request never left; it can be had again at once, whatever was refused since: nobody
    /// else would ask for it before the window's end.
    /// </summary>
    public async Task ReturnAsync(long attemptId, Model model, long batchId, CancellationToken cancellationToken)
    {
        await ledger.ReturnAsync(attemptId, cancellationToken);
        Trip(KeysOf(model, batchId));
    }

    /// <summary>Settles what an ended request reserved, where it did; what it held can be had again.</summary>
    public async Task SettleAsync(
        Permit permit, Model model, long batchId, ModelReply reply, CancellationToken cancellationToken)
    {
        if (!permit.IsFirst && !LimitScope.IsSettled(model)) return;
        await ledger.SettleAsync(permit.AttemptId!.Value, RequestUse.Measure(model, reply), cancellationToken);
        Trip(Weighed(model, ScopeId.OfBudget(batchId)));
    }

    // What was refused for want of what has come back now may be asked for again.
    private void Trip(IEnumerable<ClosureKey> keys)
    {
        Volatile.Write(ref _reopenedAt, clock.GetTimestamp());
        foreach (var key in keys)
        {
            _refused.TryRemove(key, out _);
            _left.TryRemove(key.Scope, out _);
        }
    }

    private IEnumerable<ClosureKey> Weighed(Model model, ScopeId budget)
    {
        var weighed = LimitScope.ListToDeclare(model).Where(scope => (scope.Tokens ?? scope.Parallel) is not null);
        var keys = weighed.Select(scope => new ClosureKey(scope.Id));
        return model.Tier == Tier.Paid
            ? keys.Concat(_refused.Keys.Where(key => key.Scope == budget))
            : keys;
    }
}
