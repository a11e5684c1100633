using System.Text.Json;
using BulkExtractor.Calls.Refusals;

namespace BulkExtractor.Calls;

/// <summary>When a provider wants to be asked again, as far as it said.</summary>
/// <param name="Delay">A span from <c>Retry-After</c> and its like.</param>
/// <param name="ResetAt">The instant at which the limit that was hit starts anew.</param>
internal sealed record RetryAfter(TimeSpan? Delay, DateTimeOffset? ResetAt)
{
    public static readonly RetryAfter Unknown = new(null, null);

    private const int Deepest = 8;

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "retryDelay", "retry_delay", "retry_after", "retryAfter", "retry-after", "retry_after_seconds", "retry_in",
        "wait_seconds", "waitSeconds", "retry_after_ms", "retryAfterMs", "reset_at", "resets_at", "resetAt", "resetsAt",
        "reset_time", "reset_in", "resets_in", "resets_in_seconds",
    };

    /// <summary>Whether any time was named.</summary>
    public bool Known => this != Unknown;

    /// <summary>The latest of the instants that were named.</summary>
    public DateTimeOffset? Latest(DateTimeOffset now) => new[] { now + Delay, ResetAt }.Max();

    /// <summary>Reads the headers, else the error's fields and words; of several windows the longest.</summary>
    public static RetryAfter Parse(ReplyHeaders headers, JsonElement error, DateTimeOffset now)
    {
        IReadOnlyList<(string Name, string Value)> told =
            [.. headers.Told, .. Members(error.Member("metadata").Member("headers"))];
        var retry = told.Where(header => IsRetry(header.Name))
            .Select(header => Times.Read(header.Value, now, UnitOf(header.Name))).Max();
        var reset = Resets.Longest(told, now);
        if (retry is null && reset is null)
            retry = FieldsOf(error, now, 0).Append(Times.InWords(WordsOf(error), now)).Max();
        return new RetryAfter(reset > retry ? null : retry, now + reset);
    }

    /// <summary>The same of a body that is no JSON.</summary>
    public static RetryAfter Parse(ReplyHeaders headers, string words, DateTimeOffset now)
    {
        var told = Parse(headers, default(JsonElement), now);
        return told.Known ? told : told with { Delay = Times.InWords(words, now) };
    }

    /// <summary>How many requests the limit that was hit allows.</summary>
    public static int? LimitOf(ReplyHeaders headers, JsonElement error)
    {
        var told = Members(error.Member("metadata").Member("headers")).Concat(headers.Told)
            .FirstOrDefault(header => header.Name.Equals("X-RateLimit-Limit", StringComparison.OrdinalIgnoreCase));
        return int.TryParse(told.Value, out var limit) && limit is >= 1 and <= 1_000_000_000 ? limit : null;
    }

    private static bool IsRetry(string name) =>
        name.Contains("retry-after", StringComparison.OrdinalIgnoreCase)
        || name.Contains("timeremaining", StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? UnitOf(string name) =>
        name.EndsWith("ms", StringComparison.OrdinalIgnoreCase) ? Millisecond : null;

    private static string WordsOf(JsonElement error) =>
        $"{ErrorText.Sentence(error)} {ErrorText.Sentence(error.Member("metadata").Member("raw"))}";

    private static IEnumerable<TimeSpan?> FieldsOf(JsonElement element, DateTimeOffset now, int depth)
    {
        if (depth > Deepest) return [];
        return element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => FieldsOf(item, now, depth + 1)),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
                FieldsOf(member.Value, now, depth + 1).Append(FieldOf(element, member.Name, now))),
            JsonValueKind.String when ErrorText.Opened(element.GetString()!) is { } inner =>
                FieldsOf(inner, now, depth + 1),
            _ => [],
        };
    }

    private static TimeSpan? FieldOf(JsonElement error, string name, DateTimeOffset now) =>
        Fields.Contains(name) ? Times.Read(error.Text(name), now, UnitOf(name)) : null;

    private static IEnumerable<(string Name, string Value)> Members(JsonElement headers) =>
        headers.ValueKind == JsonValueKind.Object
            ? headers.EnumerateObject().Select(header => (header.Name, headers.Text(header.Name)))
            : [];
}

/// <summary>The headers of a reply that matter to us.</summary>
internal sealed record ReplyHeaders(string? RetryAfter = null, string? Reset = null, string? Limit = null)
{
    /// <summary>All that tell of limits, by their names.</summary>
    public IReadOnlyList<(string Name, string Value)> Others { get; init; } = [];

    /// <summary>All that were sent.</summary>
    public IEnumerable<(string Name, string Value)> Told =>
        new[] { ("Retry-After", RetryAfter), ("X-RateLimit-Reset", Reset), ("X-RateLimit-Limit", Limit) }
            .Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!)).Concat(Others);

    /// <summary>Whether a header tells of limits or of waiting.</summary>
    public static bool Matters(string name) =>
        name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase)
        || name.Contains("rate-limit", StringComparison.OrdinalIgnoreCase)
        || name.Contains("retry-after", StringComparison.OrdinalIgnoreCase);
}
