using BulkExtractor.Limits;
using LimitScope = BulkExtractor.Limits.LimitScope;
using SlidingCount = BulkExtractor.Simulator.Limits.SlidingCount;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>
/// Workers that always have something to send, a ledger that decides by <see cref="PermitRules"/>, and a server
/// with a strict sliding log, all under virtual time.
/// </summary>
internal sealed class VirtualRate
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private readonly VirtualLedger _ledger;
    private readonly SlidingCount _arrived;
    private readonly LimitScope _limit;
    private readonly VirtualDelays _delays;
    private TimeSpan _now;
    private long _order;

    public VirtualRate(LimitScope limit, int workers, Random random)
    {
        _limit = limit;
        _ledger = new VirtualLedger(limit);
        _arrived = new SlidingCount(limit.Span!.Value);
        _delays = new VirtualDelays(random);
        for (var worker = 0; worker < workers; worker++)
        {
            var pace = _delays.ClockPace();
            At(_delays.Start(), () => Ask(pace));
        }
    }

    /// <summary>The requests that arrived.</summary>
    public long Requests { get; private set; }

    /// <summary>The arrivals whose window, as the server sees it, held more than the limit.</summary>
    public long Over { get; private set; }

    /// <summary>The permits that came too late to be used and were given back.</summary>
    public long Late { get; private set; }

    /// <summary>The requests that arrived, as a share of all that the limit permitted in the time.</summary>
    public double Used => Requests / (_limit.Requests!.Value * (_now / _limit.Span!.Value));

    public void Run(long requests)
    {
        while (Requests < requests)
        {
            _events.TryDequeue(out var happen, out var when);
            _now = when.At;
            happen!();
        }
    }

    private void Ask(double pace)
    {
        var askedAt = _now;
        After(_delays.Database(), () =>
        {
            var (granted, wait) = _ledger.Take(_now);
            After(_delays.Database(), () => Answered(granted, wait, askedAt, pace));
        });
    }

    // A refused worker sleeps by its own clock, whose pace is a little off.
    private void Answered(TimeSpan? granted, TimeSpan wait, TimeSpan askedAt, double pace)
    {
        if (granted is { } grant) SendOrReturn(grant, (_now - askedAt) * pace);
        var sleep = granted is null ? (wait * pace) + _delays.Timer() : TimeSpan.Zero;
        After(sleep, () => Ask(pace));
    }

    private void SendOrReturn(TimeSpan grant, TimeSpan elapsed)
    {
        if (elapsed <= PermitRules.SendWithin([_limit])) After(_delays.Send() + _delays.Network(), Arrive);
        else After(_delays.Database(), () => Return(grant));
    }

    private void Return(TimeSpan grant)
    {
        Late++;
        _ledger.Return(grant);
    }

    private void Arrive()
    {
        Requests++;
        _arrived.Add(_now);
        if (_arrived.CountAt(_now) > _limit.Requests) Over++;
    }

    private void After(TimeSpan delay, Action happen) => At(_now + delay, happen);

    private void At(TimeSpan at, Action happen) => _events.Enqueue(happen, (at, _order++));
}
