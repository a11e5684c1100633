using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Limits;

/// <summary>A limit over a sliding window, strictly: no window of its length admits more.</summary>
/// <remarks>
/// Whether the provider counts what its minute window refused is not established. Here it does not, so that
/// the instant a refusal names holds good though a client knocks meanwhile; the fullest window tells of it.
/// </remarks>
internal sealed class WindowScope(ScopeName name, RequestLimit limit, TimeSpan window)
    : CountedScope(name, limit)
{
    private readonly SlidingCount _arrived = new(window);
    private readonly SlidingCount _admitted = new(window);

    public override int Fullest => _arrived.Fullest;

    public override TimeSpan Window => window;

    public override void Arrive(Arrival arrival) => _arrived.Add(arrival.At);

    public override DateTimeOffset? RefusedUntil(Arrival arrival)
    {
        var count = _admitted.CountAt(arrival.At);
        if (count < Limit.Requests) return null;
        return arrival.Utc + (count > 0 ? _admitted.OldestLeavesAt - arrival.At : window);
    }

    public override void Admit(Arrival arrival) => _admitted.Add(arrival.At);
}
