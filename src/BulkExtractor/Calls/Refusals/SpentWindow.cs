using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Calls.Refusals;

/// <summary>Which window of a limit is spent, by the words of the refusal; of several the longest.</summary>
internal static partial class SpentWindow
{
    /// <summary>When a window ends that a calendar has; null where nobody knows when it began.</summary>
    /// <param name="zone">Where the account's days end; null where that is not known.</param>
    public static DateTimeOffset? EndOf(Window window, DateTimeOffset now, TimeZoneInfo? zone) =>
        zone is null ? null : new CalendarWindow(zone, Monthly: window == Window.Month).EndOf(now);

    /// <summary>The longest window that some words name; null where they name none.</summary>
    public static Window? Find(string words)
    {
        if (IsMonth(words)) return Window.Month;
        if (Plan().IsMatch(words)) return Window.Plan;
        if (Day().IsMatch(words)) return Window.Day;
        return null;
    }

    /// <summary>Whether a month is spent.</summary>
    public static bool IsMonth(string words) => Month().IsMatch(words);

    /// <summary>Whether it is the model's own; else the account's models share it.</summary>
    public static bool IsOfModel(string words) =>
        OfModel().IsMatch(words) || !OfAccount().IsMatch(words);

    [GeneratedRegex(
        @"per[ _-]?day|/ ?day\b|\bdaily\b|PerDay|ByDay\b|\bRPD\b|\bTPD\b|(requests|tokens)-day|per (24 ?h|86400 ?s)"
        + @"|limit_rpd/|for today\b|today's|24[- ]hours?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Day();

    [GeneratedRegex(@"per[ _-]?month|/ ?month\b|\bmonthly\b|PerMonth", RegexOptions.IgnoreCase)]
    private static partial Regex Month();

    [GeneratedRegex(
        @"insufficient_quota|exceeded_current_quota|weekly|per week|usage (limit|cap)"
        + @"|quota (is )?(exhausted|used up)|allocation ?quota"
        + @"|limit: 0\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Plan();

    [GeneratedRegex(@"PerModel|ByModel|\bmodel\b|limit_rp[dm]/", RegexOptions.IgnoreCase)]
    private static partial Regex OfModel();

    [GeneratedRegex(
        @"account|allocation|trial key|organi[sz]ation|\bplan\b|insufficient_quota|usage (limit|cap)|your key|\buser\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OfAccount();
}

/// <summary>A window that is long: what is spent of it comes back in hours or days.</summary>
internal enum Window
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A plan whose windows nobody told.</summary>
    Plan,

    /// <summary>A calendar month.</summary>
    Month,
}
