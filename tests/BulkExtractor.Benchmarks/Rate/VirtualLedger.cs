using BulkExtractor.Limits;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>One scope's grants, decided by <see cref="PermitRules"/> under the ledger's own clock.</summary>
internal sealed class VirtualLedger(LimitScope limit)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // More than the rules look at, so that one given back uncovers the one before.
    private readonly int _kept = 2 * limit.Requests!.Value;
    private readonly List<DateTimeOffset> _grants = [];

    /// <summary>Grants a request now, or says how long to wait.</summary>
    public (TimeSpan? Granted, TimeSpan Wait) Take(TimeSpan now)
    {
        var at = Start + now;
        if (PermitRules.FreeAt(new ScopeState(limit, _grants), at) is { } free) return (null, free - at);
        _grants.Add(at);
        if (_grants.Count > _kept) _grants.RemoveAt(0);
        return (now, TimeSpan.Zero);
    }

    /// <summary>Takes a permit back whose request never left.</summary>
    public void Return(TimeSpan granted) => _grants.Remove(Start + granted);
}
