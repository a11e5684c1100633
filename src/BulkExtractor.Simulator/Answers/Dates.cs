using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>A day that stands in a text.</summary>
internal sealed record DateFound(Span Span, DateOnly Date);

/// <summary>Finds days in the notations of several languages.</summary>
internal static partial class Dates
{
    private static readonly Dictionary<string, int> Eras = new() { ["令和"] = 2018, ["平成"] = 1988, ["昭和"] = 1925 };

    public static List<DateFound> Find(SourceDocument page)
    {
        var found = new List<DateFound>();
        Add(found, YearFirst().Matches(page.Folded), Named);
        Add(found, Era().Matches(page.Folded), EraYear);
        Add(found, DayFirst().Matches(page.Folded), match => DayOrMonthFirst(match, page));
        Add(found, DayMonthName().Matches(page.Lower), Spelled);
        Add(found, MonthNameDay().Matches(page.Lower), Spelled);
        return [.. found.OrderBy(date => date.Span.Start)];
    }

    private static void Add(List<DateFound> found, MatchCollection matches, Func<Match, DateOnly?> read)
    {
        foreach (Match match in matches)
        {
            var span = new Span(match.Index, match.Index + match.Length);
            if (read(match) is { } date && !found.Exists(other => other.Span.Overlaps(span)))
                found.Add(new DateFound(span, date));
        }
    }

    private static DateOnly? Named(Match match) => Day(Part(match, "y"), Part(match, "m"), Part(match, "d"));

    private static DateOnly? EraYear(Match match) =>
        Day(Eras[match.Groups["era"].Value] + Part(match, "y"), Part(match, "m"), Part(match, "d"));

    private static DateOnly? Spelled(Match match) =>
        Lexicon.Months.KeysOf(match.Groups["name"].Value) is [var month, ..]
            ? Day(Part(match, "y"), int.Parse(month, CultureInfo.InvariantCulture), Part(match, "d"))
            : null;

    // The day comes first nearly everywhere; the month where dollars are spent, unless the number is too large.
    private static DateOnly? DayOrMonthFirst(Match match, SourceDocument page)
    {
        var (first, second, year) = (Part(match, "a"), Part(match, "b"), Part(match, "y"));
        var american = match.Groups["sep"].Value == "/" && first <= 12 && (second > 12 || IsAmerican(page.Lower));
        return american ? Day(year, first, second) : Day(year, second, first);
    }

    private static bool IsAmerican(string text) =>
        text.Contains('$') && !text.Contains('£') && !text.Contains("pesos", StringComparison.Ordinal);

    private static DateOnly? Day(int year, int month, int day)
    {
        if (year < 100) year += year < 70 ? 2000 : 1900;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Part(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private const string Year = "(?<y>(?:19|20)[0-9]{2})";
    private const string DayOfMonth = "(?<d>[0-9]{1,2})";
    private const string Name = @"(?<name>\p{L}+)";

    [GeneratedRegex(
        "(?<![0-9])" + Year + "(?:[-/.]|年)(?<m>[0-9]{1,2})(?:[-/.]|月)" + DayOfMonth + "(?:日|(?![0-9]))",
        RegexOptions.None, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex("(?<era>令和|平成|昭和)(?<y>[0-9]{1,2})年(?<m>[0-9]{1,2})月" + DayOfMonth + "日", RegexOptions.None, 1000)]
    private static partial Regex Era();

    [GeneratedRegex(
        @"(?<![0-9./-])(?<a>[0-9]{1,2})(?<sep>[./-]) ?(?<b>[0-9]{1,2})\k<sep> ?(?<y>(?:19|20)[0-9]{2}|[0-9]{2})"
        + "(?![0-9])(?![./-][0-9])",
        RegexOptions.None, 1000)]
    private static partial Regex DayFirst();

    [GeneratedRegex(
        "(?<![0-9])" + DayOfMonth + @"(?:st|nd|rd|th|\.|er|º|ª)? ?(?:of |de |d'|-)?" + Name
        + "[.,]?[ -](?:de |del )?" + Year + "(?![0-9])",
        RegexOptions.None, 1000)]
    private static partial Regex DayMonthName();

    [GeneratedRegex(
        @"(?<!\p{L})" + Name + @"\.? " + DayOfMonth + "(?:st|nd|rd|th)?,? " + Year + "(?![0-9])",
        RegexOptions.None, 1000)]
    private static partial Regex MonthNameDay();
}
