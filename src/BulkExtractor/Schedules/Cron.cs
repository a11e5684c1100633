using System.Globalization;
using Cronos;

namespace BulkExtractor.Schedules;

/// <summary>
/// Checks five-field crons, so that a wrong one is named where it stands; the library does the arithmetic.
/// </summary>
public static class Cron
{
    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Part[] Parts =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day", 1, 31, []),
        new("month", 1, 12, Months),
        new("day of the week", 0, 7, Days),
    ];

    /// <summary>What is allowed instead of a wrong cron; null if it is right.</summary>
    public static string? Allowed(string cron)
    {
        var written = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (written.Length != Parts.Length) return "five fields: minute, hour, day, month, day of the week";
        var wrong = Parts.Zip(written).FirstOrDefault(pair => !pair.First.Allows(pair.Second)).First;
        if (wrong is not null)
            return $"as {wrong.Name} *, {wrong.Min} to {wrong.Max}, lists, ranges and steps (*/5), no star in a list";

        // Unix runs on either of them, Hangfire when both hold: whoever wrote it would be wrong with one of the two.
        if (written[2] != "*" && written[4] != "*")
            return "a day of the month or a day of the week, not both: write * for one of them";
        return Comes(cron) ? null : "a day that comes: this one never does";
    }

    private static bool Comes(string cron) =>
        CronExpression.Parse(cron).GetNextOccurrence(DateTime.UnixEpoch, TimeZoneInfo.Utc) is not null;

    private sealed record Part(string Name, int Min, int Max, string[] Names)
    {
        public bool Allows(string field) =>
            field.Split(',').All(AllowsItem) && (!field.Contains(',') || !field.Contains('*'));

        private bool AllowsItem(string item)
        {
            var (span, step) = Cut(item, '/');
            if (step is not null && !(Number(step) is >= 1 and var size && size <= Max)) return false;
            if (span == "*") return true;
            var (first, last) = Cut(span, '-');
            return Value(first) is { } from && (last is null || Value(last) is { } to && from <= to);
        }

        private int? Value(string text)
        {
            var name = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
            var value = name >= 0 ? name + Min : Number(text);
            return value >= Min && value <= Max ? value : null;
        }

        private static int? Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        private static (string Before, string? After) Cut(string text, char sign) =>
            text.Split(sign, 2) is [var before, var after] ? (before, after) : (text, null);
    }
}
