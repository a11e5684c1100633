using BulkExtractor.Simulator.Ledger;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>One request at a time, whoever is asked: number, time, ledger and limits agree on the order.</summary>
internal sealed class ArrivalOrder(ArrivalLedger ledger)
{
    private readonly Lock _gate = new();
    private long _number;
    private TimeSpan _lastAt;

    /// <summary>Notes the next arrival and decides about it, before another one can come.</summary>
    /// <param name="at">When the request came in, before its body was read.</param>
    /// <param name="utc">The same instant by the calendar.</param>
    public T Next<T>(TimeSpan at, DateTimeOffset utc, string? account, string? model, Func<Arrival, T> decide)
    {
        lock (_gate)
        {
            // A request that was read faster than an earlier one is counted first: time must not go back.
            _lastAt = at > _lastAt ? at : _lastAt;
            var arrival = new Arrival(++_number, _lastAt, utc, account, model);
            ledger.Arrive(arrival);
            return decide(arrival);
        }
    }

    /// <summary>Reads or settles something between two arrivals.</summary>
    public T Between<T>(Func<T> act)
    {
        lock (_gate) return act();
    }
}
