namespace BulkExtractor.Limits;

/// <summary>
/// When a scope allows the next request: what <c>bulk.take_permits</c> decides, without the database.
/// </summary>
/// <remarks>
/// A permit weighs on its scope for the span and a margin J. A request is sent within V of its grant and arrives
/// within D of being sent; with J ≥ V + D no window of the span's length holds more arrivals than the limit,
/// whatever the server's clock, and W ÷ (W + J) of the limit is used.
/// </remarks>
public static class PermitRules
{
    /// <summary>
    /// No permit is granted this close to where a minute, a day or a month ends: the provider's clock may stand beyond.
    /// </summary>
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(2);

    // What requests under way hold comes back at a moment that nobody knows.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    // A way of at most 0.4 s is to be spread by no more, and a start to be only a little late.
    private static readonly TimeSpan Tightest = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Tight = TimeSpan.FromSeconds(0.55);
    private static readonly TimeSpan Wide = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The margin J of a span: tight where only the span binds; wide, because it costs nothing, where a day's limit
    /// binds anyway; and half the span for the shortest, which are for trying things out and not for use.
    /// </summary>
    public static TimeSpan Margin(TimeSpan span, bool dayBinds)
    {
        if (span <= TimeSpan.FromSeconds(5)) return span / 2;
        var (share, most) = dayBinds ? (span / 20, Wide) : (span / 25, Tight);
        return TimeSpan.FromTicks(Math.Clamp(share.Ticks, Tightest.Ticks, most.Ticks));
    }

    /// <summary>
    /// How long after its grant a request may still start (V): a third of the margin, the way has the rest.
    /// </summary>
    public static TimeSpan SendWithin(IEnumerable<LimitScope> scopes) =>
        scopes.Where(scope => scope.Margin > TimeSpan.Zero)
            .Select(scope => scope.Margin / 3)
            .DefaultIfEmpty(TimeSpan.FromSeconds(1))
            .Min();

    /// <summary>The instant from which a scope allows a request, as seen at an instant; null means at once.</summary>
    public static DateTimeOffset? FreeAt(ScopeState scope, DateTimeOffset at, RequestWeight weight = default)
    {
        if (scope.PausedUntil > at) return scope.PausedUntil;
        if (TrialFreeAt(scope, at) is { } trial) return trial;
        var free = scope.Limit switch
        {
            { Parallel: { } parallel } => scope.UnderWay >= parallel ? at + Moment : null,
            { Cost: { } budget } => BudgetFreeAt(scope, budget, weight.Cost, at),
            { IsOfCalendar: true } => DayFreeAt(scope, weight, at),
            { Aligned: true, Span: { } span } => AlignedFreeAt(scope, span, weight, at),
            { Requests: { } requests, Span: { } span } => SpanFreeAt(scope.Grants, requests, span + scope.Limit.Margin),
            { Tokens: { } tokens, Span: { } span } => TokensFreeAt(scope, tokens, span + scope.Limit.Margin, weight),
            _ => null,
        };
        return free > at ? free : null;
    }

    // After a pause one request is let through, and only its success opens an account or a model for all. A limit that
    // was full needs no trial.
    private static DateTimeOffset? TrialFreeAt(ScopeState scope, DateTimeOffset at)
    {
        var ends = scope.GrantedAt + scope.Trial;
        if (scope.Limit.Bounds || scope.Pauses == 0 || scope.GrantedAt < scope.PausedUntil || ends <= at) return null;
        return ends < at + Moment ? ends : at + Moment;
    }

    private static DateTimeOffset? SpanFreeAt(IReadOnlyList<DateTimeOffset> grants, int requests, TimeSpan weighs) =>
        grants.Count < requests ? null : grants[^requests] + weighs;

    // The newest permit that has to leave the window. A request that weighs more than the limit needs all of it.
    private static DateTimeOffset? TokensFreeAt(ScopeState scope, int tokens, TimeSpan weighs, RequestWeight weight)
    {
        long sum = Math.Min(weight.Tokens, tokens);
        for (var newest = scope.Grants.Count - 1; newest >= 0; newest--)
        {
            sum += scope.Tokens[newest];
            if (sum > tokens) return scope.Grants[newest] + weighs;
        }

        return null;
    }

    private static DateTimeOffset? BudgetFreeAt(ScopeState scope, decimal budget, decimal cost, DateTimeOffset at)
    {
        if (scope.CostUsed + cost <= budget) return null;
        return cost <= budget && scope.UnderWay > 0 ? at + Moment : DateTimeOffset.MaxValue;
    }

    private static DateTimeOffset? DayFreeAt(ScopeState scope, RequestWeight weight, DateTimeOffset at)
    {
        var calendar = scope.Limit.Calendar;
        var used = scope.Day == calendar.DateOf(at) ? scope.DayUsed : 0;
        return WindowFreeAt(scope.Limit, used, weight, at, calendar.StartOf(at), calendar.EndOf(at));
    }

    private static DateTimeOffset? AlignedFreeAt(
        ScopeState scope, TimeSpan span, RequestWeight weight, DateTimeOffset at)
    {
        var start = StartOf(span, at);
        var granted = scope.Grants.Count(grant => grant >= start);
        var used = scope.Limit.Tokens is null ? granted : scope.Tokens.TakeLast(granted).Sum(tokens => (long)tokens);
        return WindowFreeAt(scope.Limit, used, weight, at, start, start + span);
    }

    /// <summary>When the span began by the clock in which an instant lies.</summary>
    public static DateTimeOffset StartOf(TimeSpan span, DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % span.Ticks), TimeSpan.Zero);

    private static DateTimeOffset? WindowFreeAt(
        LimitScope limit, long used, RequestWeight weight, DateTimeOffset at, DateTimeOffset start, DateTimeOffset end)
    {
        if (at < start + Guard) return start + Guard;
        var (most, weighs) = limit.Tokens is { } tokens
            ? (tokens, Math.Min(weight.Tokens, tokens))
            : (limit.Requests!.Value, 1);
        return at >= end - Guard || used + weighs > most ? end + Guard : null;
    }
}
