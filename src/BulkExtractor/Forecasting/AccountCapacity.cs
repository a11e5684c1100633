using BulkExtractor.Limits;

namespace BulkExtractor.Forecasting;

/// <summary>How many requests an account lets through in a time, from now on.</summary>
/// <param name="Name">The account's name, or the id of one of its models.</param>
/// <param name="PerDay">The requests of a UTC day; null bounds none.</param>
/// <param name="LeftToday">What is left of today's.</param>
/// <param name="Windows">The limits per span that bind besides, with the grants that weigh on them.</param>
/// <param name="Parallel">The most requests in flight.</param>
public sealed record AccountCapacity(
    string Name, int? PerDay, int LeftToday, IReadOnlyList<ScopeState> Windows, int Parallel)
{
    private const double SlowestPace = 0.05;
    private const double PriorRequests = 10;

    /// <summary>How long a request takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The share of what the windows allow that is really sent: others share it, models rest.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Until when the account is paused.</summary>
    public DateTimeOffset PausedUntil { get; init; } = DateTimeOffset.MinValue;

    /// <summary>What each of its models lets through, where all of them have limits of their own; else empty.</summary>
    public IReadOnlyList<AccountCapacity> Models { get; init; } = [];

    /// <summary>The requests that go out before the first of them comes back.</summary>
    public int AtOnce => Windows.Select(window => window.Limit.Requests!.Value)
        .Append(Parallel)
        .Append(Models.Count == 0 ? int.MaxValue : Models.Sum(model => model.AtOnce))
        .Min();

    /// <summary>The requests that its narrowest window lets through at once; 0 where none binds.</summary>
    public int Burst => Narrowest?.Limit.Requests ?? 0;

    /// <summary>The requests a second, at its pace.</summary>
    public double Rate => Narrowest is { } window ? Pace * PerSecond(window) : Parallel / Latency.TotalSeconds;

    private ScopeState? Narrowest => Windows.MinBy(PerSecond);

    private bool IsLimited => PerDay is not null || Windows.Count > 0;

    /// <summary>The capacity of a route.</summary>
    /// <param name="stateOf">Where a scope stands in the ledger.</param>
    public static AccountCapacity Calculate(AccountTier route, Func<LimitScope, ScopeState> stateOf, int parallel)
    {
        var most = Math.Min(route.Account.Parallel ?? parallel, parallel);
        var models = route.Models
            .Select(model => Calculate(model.Id, [.. LimitScope.OfModelAlone(model).Select(stateOf)], most))
            .ToList();
        return Calculate(route.Account.Name, [.. route.Shared.Select(stateOf)], most) with
        {
            Models = models.TrueForAll(model => model.IsLimited) ? models : [],
        };
    }

    /// <summary>The requests that can be answered until an instant.</summary>
    public double Until(DateTimeOffset end, DateTimeOffset now)
    {
        var shared = SharedUntil(end, now);
        return Models.Count == 0 ? shared : Math.Min(shared, Models.Sum(model => model.Until(end, now)));
    }

    /// <summary>The same account as its requests went until now.</summary>
    public AccountCapacity After(AccountHistory seen)
    {
        var latency = seen.Latency ?? Latency;
        return this with
        {
            Latency = latency,
            Models = [.. Models.Select(model => model with { Latency = latency })],
            Pace = seen.Gap is { } gap ? PaceOf(gap, seen.Requests) : Pace,
        };
    }

    private static AccountCapacity Calculate(string name, IReadOnlyList<ScopeState> states, int parallel)
    {
        var bounded = states.Where(state => state.Limit.Requests is not null).ToList();
        var day = bounded.Where(state => state.Limit.IsDay).MinBy(state => state.Limit.Requests);
        return new AccountCapacity(
            name,
            day?.Limit.Requests,
            day is null ? 0 : Math.Max(0, day.Limit.Requests!.Value - day.DayUsed),
            [.. bounded.Where(state => state.Limit.Span is not null)],
            parallel)
        {
            PausedUntil = states.Max(state => state.PausedUntil),
        };
    }

    private double SharedUntil(DateTimeOffset end, DateTimeOffset now)
    {
        var requests = 0.0;
        for (var from = PausedUntil > now ? PausedUntil : now; from < end; from = NextDay(from))
        {
            var isToday = from.UtcDateTime.Date == now.UtcDateTime.Date;
            var to = NextDay(from) < end ? NextDay(from) : end;
            var quota = PerDay is null ? double.MaxValue : isToday ? LeftToday : PerDay.Value;
            requests += Math.Min(quota, Within(isToday ? from : from + PermitRules.Guard, to, isToday));
        }

        return requests;
    }

    // Until much was seen, it may have been chance.
    private double PaceOf(TimeSpan gap, int requests)
    {
        var pace = Narrowest is { } window
            ? Math.Clamp(1 / (PerSecond(window) * gap.TotalSeconds), SlowestPace, 1)
            : 1;
        return ((pace * requests) + PriorRequests) / (requests + PriorRequests);
    }

    // Never more than the answers take, one after another on each of the ways.
    private double Within(DateTimeOffset from, DateTimeOffset to, bool isToday)
    {
        var sent = to - from - Latency;
        if (sent < TimeSpan.Zero) return 0;
        return Windows
            .Select(window => Granted(window, isToday ? window.Grants : [], from, sent))
            .Append(Math.Floor((sent / Latency) + 1) * Parallel)
            .Min();
    }

    // Each place of the limit is free now, or once the grant that holds it weighs no more, and again after each span.
    private double Granted(
        ScopeState window, IReadOnlyList<DateTimeOffset> grants, DateTimeOffset from, TimeSpan span)
    {
        var (weighs, limit) = (Weighs(window), window.Limit.Requests!.Value);
        var waits = grants.TakeLast(limit)
            .Select(grant => grant + weighs - from)
            .Where(wait => wait > TimeSpan.Zero)
            .ToList();
        return ((limit - waits.Count) * Turns(span)) + waits.Sum(wait => Turns(span - wait));

        double Turns(TimeSpan time) => time < TimeSpan.Zero ? 0 : Math.Floor(time * Pace / weighs) + 1;
    }

    private static double PerSecond(ScopeState window) =>
        window.Limit.Requests!.Value / Weighs(window).TotalSeconds;

    private static TimeSpan Weighs(ScopeState window) => window.Limit.Span!.Value + window.Limit.Margin;

    private static DateTimeOffset NextDay(DateTimeOffset at) =>
        new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
}
