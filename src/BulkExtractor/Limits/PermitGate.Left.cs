using System.Collections.Concurrent;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>What a gate knows of limits of a minute's tokens that have too little left for a full pack.</summary>
public sealed partial class PermitGate
{
    // Nothing of a limit that refused again: what was read of it was no help.
    private readonly ConcurrentDictionary<ScopeId, int> _left = new();

    /// <summary>
    /// What is left of the limits that refused a model's last pack, where a smaller one may pass them and nothing else
    /// closes the model; else null.
    /// </summary>
    public IReadOnlyList<LimitLeft>? LeftFor(Model model, long batchId)
    {
        if (_left.IsEmpty) return null;
        var now = clock.GetTimestamp();
        var closed = KeysOf(model, batchId).Where(key => Closures(now, [key], _refused, _paused).Any()).ToList();
        if (closed.Count == 0 || !closed.TrueForAll(key => _left.GetValueOrDefault(key.Scope) > 0)
            || Closed(now, closed, _paused) is not null)
            return null;
        return
        [
            .. from scope in LimitScope.ListFor(model)
               where closed.Contains(new ClosureKey(scope.Id))
               select new LimitLeft(scope.Counted, _left.GetValueOrDefault(scope.Id)),
        ];
    }

    /// <summary>Whether something waits for a limit of tokens of which a part may come back any moment.</summary>
    public bool IsShortOfTokens => _left.Keys.Any(scope => IsRefused(scope));

    /// <summary>Looks again at what is left of the limits that something waits for.</summary>
    public async Task RefreshLeftAsync(CancellationToken cancellationToken)
    {
        var waited = _left.Keys.ToLookup(IsRefused);
        foreach (var scope in waited[false]) _left.TryRemove(scope, out _);
        if (waited[true].Any()) await ReadLeftAsync([.. waited[true]], cancellationToken);
    }

    private bool IsRefused(ScopeId scope) =>
        _refused.TryGetValue(new ClosureKey(scope), out var closure) && closure.Until > clock.GetTimestamp();

    private async Task ReadLeftAsync(IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken)
    {
        foreach (var use in await ledger.ReadAsync(scopes, cancellationToken))
            _left[use.Id] = Math.Max(0, (use.Tokens ?? 0) - use.Used);
    }

    private async Task LookWhatIsLeftAsync(
        IReadOnlyList<AskedPermit> asked, IReadOnlyList<PermitAnswer> answers, CancellationToken cancellationToken)
    {
        ScopeId[] full =
        [
            .. asked.Zip(answers, (permit, answer) => LimitScope.ListFor(permit.Model)
                    .FirstOrDefault(scope => scope.Id == answer.RefusedBy))
                .OfType<LimitScope>()
                .Where(scope => scope is { CountsTokens: true, IsLong: false })
                .Select(scope => scope.Id)
                .Distinct(),
        ];
        var fresh = full.Where(scope => !_left.ContainsKey(scope)).ToArray();
        foreach (var scope in full.Except(fresh)) _left[scope] = 0;
        if (fresh.Length > 0) await ReadLeftAsync(fresh, cancellationToken);
    }
}

/// <summary>What is left of a limit of tokens.</summary>
public sealed record LimitLeft(CountedTokens Counted, int Tokens);
