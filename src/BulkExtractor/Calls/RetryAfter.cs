using System.Globalization;
using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>When a provider wants to be asked again, as far as it said.</summary>
/// <param name="Delay">A span from <c>Retry-After</c> and its like.</param>
/// <param name="RetryAt">An instant from <c>Retry-After</c>.</param>
/// <param name="ResetAt">The instant at which the limit that was hit starts anew.</param>
internal sealed record RetryAfter(TimeSpan? Delay, DateTimeOffset? RetryAt, DateTimeOffset? ResetAt)
{
    public static readonly RetryAfter Unknown = new(null, null, null);

    // Beyond this a figure is nonsense, and would park a model for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(26);

    /// <summary>Whether any time was named.</summary>
    public bool Known => this != Unknown;

    /// <summary>Reads the error's own words first, then the headers.</summary>
    public static RetryAfter Parse(ReplyHeaders headers, JsonElement error, DateTimeOffset now)
    {
        var inner = error.Member("metadata").Member("headers");
        var (delay, at) = ReadDelay(headers.RetryAfter, now);
        if (delay is null && at is null) (delay, at) = ReadDelay(ValueOf(inner, "Retry-After"), now);
        if (delay is null && at is null)
            (delay, at) = ReadDelay(error.Member("availability").Text("retry_after"), now);

        var reset = ReadReset(ValueOf(inner, "X-RateLimit-Reset"), now) ?? ReadReset(headers.Reset, now);
        return new RetryAfter(delay, at, reset);
    }

    /// <summary>Seconds, or an HTTP date; what lies in the past or absurdly far away counts as nothing.</summary>
    private static (TimeSpan? Delay, DateTimeOffset? At) ReadDelay(string? value, DateTimeOffset now)
    {
        if (Number(value) is { } seconds)
            return (seconds > 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null, null);

        return DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? (null, Plausible(at, now))
                : (null, null);
    }

    // The unit is not documented, so its size tells: milliseconds or seconds of the epoch, or seconds from now.
    private static DateTimeOffset? ReadReset(string? value, DateTimeOffset now) =>
        Number(value) switch
        {
            > 253_402_300_799_999 or <= 0 or null => null,
            > 1e11 and var milliseconds => Plausible(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds), now),
            > 1e9 and var seconds => Plausible(DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000)), now),
            var span when span <= Longest.TotalSeconds => now + TimeSpan.FromSeconds(span.Value),
            _ => null,
        };

    private static DateTimeOffset? Plausible(DateTimeOffset at, DateTimeOffset now) =>
        at > now && at <= now + Longest ? at : null;

    private static double? Number(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>How many requests the limit that was hit allows.</summary>
    public static int? LimitOf(ReplyHeaders headers, JsonElement error) =>
        Number(ValueOf(error.Member("metadata").Member("headers"), "X-RateLimit-Limit") ?? headers.Limit)
            is { } limit and >= 1 and <= 1_000_000_000
            ? (int)limit
            : null;

    private static string? ValueOf(JsonElement headers, string name) =>
        headers.ValueKind == JsonValueKind.Object
            ? headers.EnumerateObject()
                .Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(h => headers.Text(h.Name))
                .FirstOrDefault()
            : null;
}

/// <summary>The headers of a reply that matter to us.</summary>
internal sealed record ReplyHeaders(string? RetryAfter = null, string? Reset = null, string? Limit = null);
