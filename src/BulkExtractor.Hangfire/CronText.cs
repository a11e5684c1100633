using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire;

/// <summary>Five-field Unix crons as Hangfire reads them.</summary>
internal static class CronText
{
    private const int LastDay = 31;

    /// <summary>The crons that stand for one; each instant is named by one of them at most.</summary>
    /// <remarks>
    /// Where both days are named Unix runs on either of them, Hangfire when both hold. So the days of the month get a
    /// cron of their own, and the days of the week one for what is left of the month.
    /// </remarks>
    public static IReadOnlyList<string> Split(string cron)
    {
        if (Cron.Allowed(cron) is not null) throw new InputException(
            $"'{cron}' is no cron: write minute, hour, day of month, month and day of week, as in '0 2 * * *'.");
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is not [var minute, var hour, var day, var month, var weekday] || day == "*" || weekday == "*")
            return [cron];

        var ofMonth = $"{minute} {hour} {day} {month} *";
        var named = Days(day);
        string[] others = [.. Enumerable.Range(1, LastDay).Where(number => !named.Contains(number)).Select(number => $"{number}")];
        return others.Length == 0 ? [ofMonth] : [ofMonth, $"{minute} {hour} {string.Join(',', others)} {month} {weekday}"];
    }

    private static HashSet<int> Days(string field) => [.. field.Split(',').SelectMany(DaysOfItem)];

    private static IEnumerable<int> DaysOfItem(string item)
    {
        var parts = item.Split('/');
        var span = parts[0] == "*" ? ["1", $"{LastDay}"] : parts[0].Split('-');
        var first = int.Parse(span[0]);
        var last = span.Length > 1 ? int.Parse(span[1]) : parts.Length > 1 ? LastDay : first;
        var step = parts.Length > 1 ? int.Parse(parts[1]) : 1;
        for (var day = first; day <= last; day += step) yield return day;
    }
}
