using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace BulkExtractor.Calls.Refusals;

/// <summary>
/// Reads a time in any of the forms in which providers tell one: a span ("45", "45.2s", "1m45.2s", "500ms",
/// "1 hour 20 minutes", "PT45S"), or an instant (an HTTP date, ISO 8601, seconds or milliseconds of the epoch).
/// </summary>
internal static partial class Times
{
    /// <summary>The longest wait that is believed: beyond it a figure is nonsense, and would park for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(32);

    private const double MillisecondsOfEpoch = 1e11;
    private const double SecondsOfEpoch = 1e9;
    private const double MostMilliseconds = 253_402_300_799_999;

    /// <summary>How long to wait; null for what is no time, lies in the past or absurdly far away.</summary>
    /// <param name="unit">What a bare number counts in.</param>
    public static TimeSpan? Read(string? text, DateTimeOffset now, TimeSpan? unit = null)
    {
        text = text?.Trim().Trim('"');
        if (string.IsNullOrEmpty(text)) return null;
        var wait = Number(text, now, unit ?? TimeSpan.FromSeconds(1)) ?? Span(text) ?? Iso(text) ?? Until(text, now);
        return wait > TimeSpan.Zero && wait <= Longest ? wait : null;
    }

    /// <summary>The longest of the times after which some words ask to be asked again.</summary>
    public static TimeSpan? InWords(string words, DateTimeOffset now) =>
        AskAgain().Matches(words).Select(match => match.Groups["instant"] is { Success: true } instant
                ? Until(instant.Value, now)
                : Span(match.Groups["span"].Value))
            .Where(wait => wait > TimeSpan.Zero && wait <= Longest)
            .Max();

    private static TimeSpan? Number(string text, DateTimeOffset now, TimeSpan unit)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        return number switch
        {
            > MillisecondsOfEpoch and <= MostMilliseconds =>
                DateTimeOffset.FromUnixTimeMilliseconds((long)number) - now,
            > SecondsOfEpoch and <= MillisecondsOfEpoch =>
                DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1_000)) - now,
            > 0 and var span when span * unit.TotalSeconds <= Longest.TotalSeconds => span * unit,
            _ => TimeSpan.Zero,
        };
    }

    private static TimeSpan? Span(string text)
    {
        var match = Spans().Match(text);
        if (!match.Success) return null;
        var seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures, (number, unit) =>
            double.Parse(number.Value, CultureInfo.InvariantCulture) * SecondsOf(unit.Value));
        return seconds.Sum() is var sum && sum <= Longest.TotalSeconds ? TimeSpan.FromSeconds(sum) : null;
    }

    private static double SecondsOf(string unit) => unit.ToLowerInvariant() switch
    {
        ['m', 's', ..] or ['m', 'i', 'l', ..] => 0.001,
        ['m', ..] => 60,
        ['h', ..] => 3_600,
        ['d', ..] => 86_400,
        _ => 1,
    };

    private static TimeSpan? Iso(string text)
    {
        if (!text.StartsWith('P')) return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static TimeSpan? Until(string text, DateTimeOffset now) =>
        text.Any(sign => sign is ':' or '-') && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at - now
            : null;

    private const string Unit = @"milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d";

    [GeneratedRegex(
        @"^\s*((?<number>\d{1,9}(\.\d{1,12})?)\s*(?<unit>" + Unit + @")(\b|(?=\d))[\s,]*(and\s+)?)+\s*\.?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Spans();

    // "Please try again in 1m2.5s", "wait 51538 seconds before retrying", "will reset at 2026-11-30 00:00:00".
    [GeneratedRegex(
        @"\b(try again|retry|retrying|wait|reset\w*|available|come back|refresh\w*|renew\w*)\b[^\d.]{0,40}?"
        + @"((?<instant>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)"
        + @"|(?<span>(\d{1,9}(\.\d{1,12})?\s*(" + Unit + @")(\b|(?=\d))[\s,]*(and\s+)?)+))",
        RegexOptions.IgnoreCase)]
    private static partial Regex AskAgain();
}
