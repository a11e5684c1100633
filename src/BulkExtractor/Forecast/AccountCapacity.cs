using BulkExtractor.Catalog;
using BulkExtractor.Limits;

namespace BulkExtractor.Forecast;

/// <summary>How many requests an account lets through in a time, from now on.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="PerDay">The requests of a UTC day; null bounds none.</param>
/// <param name="LeftToday">What is left of today's.</param>
/// <param name="Windows">The limits per span that bind besides, with their margins.</param>
/// <param name="Parallel">The most requests in flight.</param>
public sealed record AccountCapacity(
    string Name, int? PerDay, int LeftToday, IReadOnlyList<LimitScope> Windows, int Parallel)
{
    /// <summary>How long a request takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The capacity of the models of one account and tier.</summary>
    /// <param name="leftToday">What is left of a day's limit today, by the id of its scope; null when unknown.</param>
    public static AccountCapacity Of(
        Account account, Tier tier, Func<string, int?> leftToday, int parallel)
    {
        var shared = LimitScope.Of(new Model("any", account, tier, 0)).Where(scope => scope.Requests is not null);
        var limits = shared.ToLookup(scope => scope.Span is null);
        var day = limits[true].MinBy(scope => scope.Requests);
        var left = day is null ? 0 : leftToday(day.Id) ?? day.Requests!.Value;
        return new AccountCapacity(
            account.Name, day?.Requests, left, [.. limits[false]], Math.Min(account.Parallel ?? parallel, parallel));
    }

    /// <summary>The requests that can be answered until an instant.</summary>
    public double Until(DateTimeOffset end, DateTimeOffset now)
    {
        var requests = 0.0;
        for (var from = now; from < end; from = NextDay(from))
        {
            var to = NextDay(from) < end ? NextDay(from) : end;
            var quota = PerDay is null ? double.MaxValue : from == now ? LeftToday : PerDay.Value;
            requests += Math.Min(quota, Within(to - from));
        }

        return requests;
    }

    // A burst at the start, then as many again each time the window has gone by; never more than answers take.
    private double Within(TimeSpan span)
    {
        var answered = Math.Max(0, (span - Latency) / Latency * Parallel) + (span >= Latency ? Parallel : 0);
        return Windows
            .Select(window => window.Requests!.Value * (Math.Floor((span - Latency) / (window.Span!.Value + window.Margin)) + 1))
            .Append(answered)
            .Min(requests => Math.Max(0, requests));
    }

    private static DateTimeOffset NextDay(DateTimeOffset at) =>
        new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
}
