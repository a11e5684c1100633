using BulkExtractor.Calls;
using BulkExtractor.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>A scope of <see cref="InMemoryPermitLedger"/> with what was granted in it.</summary>
internal sealed class InMemoryScope(LimitScope limit)
{
    // Where no span is counted, permits are kept only because they may be given back.
    private static readonly TimeSpan Returnable = TimeSpan.FromHours(1);

    private const int MostDoublings = 20;

    private static readonly TimeSpan PaceSpan = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PaceMargin = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan PaceStep = PaceSpan + PaceMargin;

    private readonly List<Granted> _grants = [];
    private DateOnly _day;
    private int _dayUsed;
    private decimal _costUsed;
    private string? _reason;

    private LimitScope _declared = limit;
    private int? _learned;
    private DateTimeOffset _pacedAt = DateTimeOffset.MinValue;

    public LimitScope Limit { get; private set; } = limit;

    public DateTimeOffset GrantedAt { get; private set; } = DateTimeOffset.MinValue;

    public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

    public int Pauses { get; set; }

    private TimeSpan Trial { get; set; }

    public ScopeState StateFor(Func<long, bool> isThere) => new(Limit, [.. _grants.Select(grant => grant.At)])
    {
        PausedUntil = PausedUntil,
        Pauses = Pauses,
        GrantedAt = GrantedAt,
        Trial = Trial,
        Day = _day,
        DayUsed = _dayUsed,
        Tokens = [.. _grants.Select(grant => grant.Tokens)],
        UnderWay = UnderWay(isThere),
        CostUsed = _costUsed,
    };

    // The one who declared before counts as alive, so the smaller of two numbers holds.
    public void Declare(LimitScope limit)
    {
        if (Number(limit) != Number(_declared)) _learned = null;
        var known = limit.Requests is null ? null
            : limit.Auto ? _learned ?? limit.Requests : Least(limit.Requests, _learned);
        Limit = limit with
        {
            Requests = Least(known, Limit.Requests),
            Tokens = limit.Tokens is null ? null : Least(Least(limit.Tokens, _learned), Limit.Tokens),
            Parallel = Least(limit.Parallel, Limit.Parallel),
            Span = limit.Bounds ? limit.Span : Limit.Span,
            Margin = limit.Margin > Limit.Margin ? limit.Margin : Limit.Margin,
        };
        _declared = limit;
    }

    public DayUse? Reconcile(FreeDay reported, DateTimeOffset now)
    {
        var (start, end) = (Limit.Calendar.StartOf(now), Limit.Calendar.EndOf(now));
        if (now < start.AddSeconds(20) || now > end.AddSeconds(-2)) return null;
        var today = DayOf(now);
        var own = _day == today ? _dayUsed : 0;
        var most = _declared.Auto ? reported.Limit : Math.Min(_declared.Requests ?? int.MaxValue, reported.Limit);
        (_day, _dayUsed, _learned) = (today, Math.Max(own, reported.Used), reported.Limit);
        Limit = Limit with { Requests = most };
        return new DayUse(most, _dayUsed, Math.Max(0, reported.Used - own));
    }

    public void Grant(long attempt, long worker, RequestWeight weight, DateTimeOffset at)
    {
        var grant = new Granted(attempt, worker, at, Weight(weight.Tokens), weight.Cost);
        _grants.Add(grant);
        GrantedAt = at;
        _costUsed += weight.Cost;
        (_day, _dayUsed) = (DayOf(at), (_day == DayOf(at) ? _dayUsed : 0) + DayWeight(grant));
    }

    public void Return(long attempt)
    {
        if (_grants.Find(known => known.Attempt == attempt) is not { } grant) return;
        _grants.Remove(grant);
        if (Pauses > 0 && grant.At == GrantedAt && PausedUntil <= grant.At)
            PausedUntil = grant.At + TimeSpan.FromMicroseconds(1);
        _costUsed -= grant.Cost;
        if (_day == DayOf(grant.At)) _dayUsed = Math.Max(0, _dayUsed - DayWeight(grant));
    }

    public void Hold(long attempt, DateTimeOffset at)
    {
        if (Limit.Span is null || _grants.Find(known => known.Attempt == attempt) is not { } grant) return;
        _grants.Remove(grant);
        _grants.Add(grant with { At = at });
    }

    public void Settle(long attempt, int? weight, decimal? cost)
    {
        var place = _grants.FindIndex(known => known.Attempt == attempt);
        if (place < 0) return;
        var old = _grants[place];
        var settled = old with
        {
            Tokens = weight is { } tokens ? Weight(tokens) : old.Tokens,
            Cost = cost ?? old.Cost,
            Ended = true,
        };
        _grants[place] = settled;
        _costUsed += settled.Cost - old.Cost;
        if (_day == DayOf(old.At)) _dayUsed += DayWeight(settled) - DayWeight(old);
    }

    public void Forget(DateTimeOffset now)
    {
        if (Limit is { Parallel: not null } or { Cost: not null }) return;
        _grants.RemoveAll(grant => grant.At < now - (Limit.Span ?? Returnable) - Limit.Margin);
    }

    public TimeSpan Pause(ScopePause pause, DateTimeOffset now)
    {
        var ladder = PausedUntil > now ? TimeSpan.Zero : pause.Cooldown * Math.Pow(2, Math.Min(Pauses, MostDoublings));
        var until = pause.Until ?? now + (pause.Delay ?? (ladder < pause.Longest ? ladder : pause.Longest));
        if (pause.Widen && PausedUntil <= now && Limit.Span is { } span)
            Limit = Limit with { Margin = 2 * Limit.Margin < span ? 2 * Limit.Margin : span };
        if (PausedUntil <= now) Pauses++;
        if (until > PausedUntil) PausedUntil = until;
        (_reason, Trial) = (pause.Reason, pause.Trial);
        Learn(pause, DayOf(now));
        return PausedUntil - now;
    }

    public ScopeUse Use(DateTimeOffset now, Func<long, bool> isThere)
    {
        var used = Limit switch
        {
            { Parallel: not null } or { Cost: not null } => UnderWay(isThere),
            { Aligned: true, Span: { } span } => _grants.Where(grant => grant.At >= PermitRules.StartOf(span, now))
                .Sum(DayWeight),
            { Span: { } span } => _grants.Where(grant => grant.At > now - span).Sum(DayWeight),
            _ => _day == DayOf(now) ? _dayUsed : 0,
        };
        return new(Limit.Id, Limit.Requests, used, PausedUntil > now ? PausedUntil : null, _reason)
        {
            Tokens = Limit.Tokens,
            Parallel = Limit.Parallel,
            Cost = Limit.Cost,
            CostUsed = Limit.Cost is null ? 0 : _costUsed,
            Learned = _learned is not null && _learned == (Limit.Requests ?? Limit.Tokens)
                && _learned < Number(_declared),
        };
    }

    public void Learn(int told)
    {
        if (Number(_declared) is not { } declared || _learned == told) return;
        Limit = Limit with { Requests = Adopt(Limit.Requests), Tokens = Adopt(Limit.Tokens) };
        _learned = told;

        int? Adopt(int? known) => told < known || (known is not null && known == _learned)
            ? Math.Min(told, declared)
            : known;
    }

    public void Pace(bool refused, DateTimeOffset now)
    {
        var last = _grants.Count(grant => grant.At > now - PaceStep);
        if (_pacedAt > now - PaceStep || (!refused && !(last >= Limit.Requests))) return;
        var requests = refused ? Math.Max(1, Math.Min(Limit.Requests ?? last, last) / 2) : Limit.Requests + 1;
        (_pacedAt, Limit) = (now, Limit with { Requests = requests, Span = PaceSpan, Margin = PaceMargin });
    }

    private void Learn(ScopePause pause, DateOnly today)
    {
        if (pause.Requests < Limit.Requests)
            (_learned, Limit) = (pause.Requests, Limit with { Requests = pause.Requests });
        if (pause.DaySpent) (_day, _dayUsed) = (today, Math.Max(_day == today ? _dayUsed : 0, Limit.Requests ?? 0));
    }

    private int UnderWay(Func<long, bool> isThere) => _grants.Count(grant => !grant.Ended && isThere(grant.Worker));

    private int Weight(int tokens) => Math.Min(tokens, Limit.Tokens ?? 0);

    private int DayWeight(Granted grant) => Limit.Tokens is null ? 1 : grant.Tokens;

    private DateOnly DayOf(DateTimeOffset at) => Limit.Calendar.DateOf(at);

    private static int? Number(LimitScope limit) => limit.Auto ? null : limit.Requests ?? limit.Tokens;

    private static int? Least(int? one, int? other) => one is null || other < one ? other : one;

    private sealed record Granted(long Attempt, long Worker, DateTimeOffset At, int Tokens, decimal Cost)
    {
        public bool Ended { get; init; }
    }
}
