using System.Globalization;
using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire;

/// <summary>Five-field Unix crons as Hangfire reads them.</summary>
internal static class CronText
{
    private const int LastDay = 31;

    // From the minute to the day of the week.
    private static readonly string[] Spans = ["0-59", "0-23", $"1-{LastDay}", "1-12", "0-6"];

    /// <summary>The crons that stand for one; each instant is named by one of them at most.</summary>
    /// <remarks>
    /// Where both days are named Unix runs on either of them, Hangfire when both hold. So the days of the month get a
    /// cron of their own, and the days of the week one for what is left of the month.
    /// </remarks>
    public static IReadOnlyList<string> Split(string cron)
    {
        if (Cron.Allowed(cron) is not null) throw new InputException(
            $"'{cron}' is no cron: write minute, hour, day of month, month and day of week, as in '0 2 * * *'.");
        string[] fields =
            [.. cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Zip(Spans, WithoutStarsInLists)];
        if (fields[2] == "*" || fields[4] == "*") return [string.Join(' ', fields)];

        var named = fields[2].Split(',').SelectMany(DaysOf).ToHashSet();
        string[] ofMonth = [.. fields[..4], "*"];
        string[] ofWeek =
        [
            .. fields[..2],
            string.Join(',', Enumerable.Range(1, LastDay).Where(day => !named.Contains(day))),
            .. fields[3..],
        ];
        return ofWeek[2].Length == 0
            ? [string.Join(' ', ofMonth)]
            : [string.Join(' ', ofMonth), string.Join(' ', ofWeek)];
    }

    // Hangfire takes a star for a whole field only.
    private static string WithoutStarsInLists(string field, string span) =>
        field.Contains(',', StringComparison.Ordinal) ? field.Replace("*", span, StringComparison.Ordinal) : field;

    private static IEnumerable<int> DaysOf(string item)
    {
        var (span, step) = item.Split('/') is [var before, var after] ? (before, Number(after)) : (item, 0);
        var (first, last) = span switch
        {
            "*" => (1, LastDay),
            _ when span.Split('-') is [var from, var to] => (Number(from), Number(to)),
            _ => (Number(span), step > 0 ? LastDay : Number(span)),
        };
        for (var day = first; day <= last; day += Math.Max(1, step)) yield return day;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
