using System.Globalization;

namespace BulkExtractor.Cli.Work;

/// <summary>Reads instants: <c>6h</c> from now on, or a time in UTC.</summary>
internal static class Instants
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static DateTimeOffset? Parse(string option, string? text, DateTimeOffset now)
    {
        if (text is null) return null;
        var at = Durations.Parse(text) is { } span ? now + span : Instant(option, text);
        return at > now
            ? at
            : throw new InputException($"{option} {text}: that is over; now it is {now:yyyy-MM-dd HH:mm} UTC");
    }

    /// <summary>The same, back from now on.</summary>
    public static DateTimeOffset? ParsePast(string option, string? text, DateTimeOffset now)
    {
        if (text is null) return null;
        var at = Durations.Parse(text) is { } span ? now - span : Instant(option, text);
        return at <= now
            ? at
            : throw new InputException($"{option} {text}: that is to come; now it is {now:yyyy-MM-dd HH:mm} UTC");
    }

    private static DateTimeOffset Instant(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : throw new InputException(
                $"{option} {text}: write a span such as 6h, or a time such as 2026-02-01T08:00");
}
