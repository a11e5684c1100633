using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Limits;

/// <summary>A limit over UTC days, scaled ones perhaps; refused arrivals count too.</summary>
internal sealed class DayScope(ScopeName name, RequestLimit limit, TimeSpan dayLength)
    : CountedScope(name, limit)
{
    private long _day;
    private int _fullest;

    /// <summary>Goes on counting beyond the limit, as the provider's does.</summary>
    public int Used { get; private set; }

    public override int Fullest => _fullest;

    public override TimeSpan Window => dayLength;

    public override void Arrive(Arrival arrival)
    {
        Turn(arrival.Utc);
        Used++;
        _fullest = Math.Max(_fullest, Used);
    }

    // The arrival itself is counted already.
    public override DateTimeOffset? RefusedUntil(Arrival arrival) =>
        Used <= Limit.Requests ? null : DateTimeOffset.UnixEpoch + (dayLength * (_day + 1));

    public override void Admit(Arrival arrival)
    {
    }

    public void Turn(DateTimeOffset now)
    {
        var day = (now - DateTimeOffset.UnixEpoch).Ticks / dayLength.Ticks;
        if (day == _day) return;
        _day = day;
        Used = 0;
    }
}
