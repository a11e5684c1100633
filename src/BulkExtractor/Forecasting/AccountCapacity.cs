using BulkExtractor.Basics;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Forecasting;

/// <summary>How many requests an account lets through in a time, from now on.</summary>
/// <param name="Name">The account's name, or the id of one of its models.</param>
/// <param name="PerDay">The requests of a day; null bounds none.</param>
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

    /// <summary>When its days begin and end.</summary>
    public CalendarWindow Day { get; init; } = CalendarWindow.UtcDay;

    /// <summary>Whether a day bounds tokens or units, so that its requests are only what those come to.</summary>
    public bool IsDayOfTokens { get; init; }

    /// <summary>The requests of a calendar month, with those of this one that were sent; null bounds none.</summary>
    public ScopeState? Month { get; init; }

    /// <summary>How much of a usual pack its requests carry.</summary>
    public double Share { get; init; } = 1;

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

    // What bounds an hour or more says nothing of the pace.
    private ScopeState? Narrowest => Windows.Where(window => !window.Limit.IsLong).MinBy(PerSecond);

    private bool IsLimited => PerDay is not null || Month is not null || Windows.Count > 0;

    /// <summary>The capacity of a route.</summary>
    /// <param name="stateOf">Where a scope stands in the ledger.</param>
    /// <param name="weigh">What a request to a model takes of tokens; null leaves limits of tokens out.</param>
    public static AccountCapacity Calculate(
        AccountTier route, Func<LimitScope, ScopeState> stateOf, int parallel, Func<Model, RequestTokens>? weigh = null)
    {
        var most = Math.Min(route.Account.Parallel ?? parallel, parallel);
        var weights = route.Models.ToDictionary(model => model.Id, model => weigh?.Invoke(model));
        var models = route.Models
            .Select(model => Calculate(
                model.Id, [.. LimitScope.OfModelAlone(model).Select(stateOf)], weights[model.Id], most))
            .ToList();
        // Of models that share a limit those are asked that take least of it.
        var lightest = weights.Values.OfType<RequestTokens>()
            .OrderBy(tokens => tokens.Input + tokens.Output)
            .Select(tokens => (RequestTokens?)tokens)
            .FirstOrDefault();
        return Calculate(route.Account.Name, [.. route.Shared.Select(stateOf)], lightest, most) with
        {
            Models = models.TrueForAll(model => model.IsLimited || model.Parallel < most) ? models : [],
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

    private static AccountCapacity Calculate(
        string name, IReadOnlyList<ScopeState> states, RequestTokens? weight, int parallel)
    {
        var limits = states.Select(state => WeighedLimits.InRequests(state, weight)).ToList();
        var bounded = limits.Where(state => state.Limit.Requests is not null).ToList();
        var day = bounded.Where(state => state.Limit.IsDay).MinBy(state => state.Limit.Requests - state.DayUsed);
        return new AccountCapacity(
            name,
            day?.Limit.Requests,
            day is null ? 0 : LeftOf(day),
            [.. bounded.Where(state => state.Limit.Span is not null)],
            states.Min(state => state.Limit.Parallel) is { } own ? Math.Min(own, parallel) : parallel)
        {
            PausedUntil = states.Max(state => state.PausedUntil),
            Day = day?.Limit.Calendar ?? CalendarWindow.UtcDay,
            IsDayOfTokens = day is not null && states[limits.IndexOf(day)].Limit.Tokens is not null,
            Month = bounded.Where(state => state.Limit is { IsOfCalendar: true, Calendar.Monthly: true })
                .MinBy(state => state.Limit.Requests - state.DayUsed),
        };
    }

    private static int LeftOf(ScopeState state) => Math.Max(0, state.Limit.Requests!.Value - state.DayUsed);

    private double SharedUntil(DateTimeOffset end, DateTimeOffset now)
    {
        var start = PausedUntil > now ? PausedUntil : now;
        if (Month is not { Limit: { Calendar: var months, Requests: { } perMonth } } month)
            return DaysUntil(start, end, now);

        var requests = 0.0;
        for (var from = start; from < end; from = months.EndOf(from))
        {
            var quota = months.DateOf(from) == months.DateOf(now) ? LeftOf(month) : perMonth;
            requests += Math.Min(quota, DaysUntil(from, Earlier(months.EndOf(from), end), now));
        }

        return requests;
    }

    private double DaysUntil(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (PerDay is not { } perDay) return start < end ? Within(start, end, isToday: true) : 0;

        var requests = 0.0;
        for (var from = start; from < end; from = Day.EndOf(from))
        {
            var isToday = Day.DateOf(from) == Day.DateOf(now);
            var sent = Within(isToday ? from : from + PermitRules.Guard, Earlier(Day.EndOf(from), end), isToday);
            requests += Math.Min(isToday ? LeftToday : perDay, sent);
        }

        return requests;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

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
}
