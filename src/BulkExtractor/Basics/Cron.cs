using Cronos;

namespace BulkExtractor.Basics;

/// <summary>Checks five-field crons, so that a wrong one is named where it stands; Cronos reads them.</summary>
public static class Cron
{
    private const int Fields = 5;
    private const string Every = "*";

    /// <summary>A cron with one blank between its fields, whatever parts them: a tab, several, a line break.</summary>
    public static string WithBlanks(string cron) => string.Join(' ', FieldsOf(cron));

    /// <summary>What is allowed instead of a wrong cron; null if it is right.</summary>
    public static string? Allowed(string cron)
    {
        var fields = FieldsOf(cron);
        if (fields.Length != Fields) return "five fields: minute, hour, day, month, day of the week";
        try
        {
            return AllowedDays(fields[2], fields[4], CronExpression.Parse(WithBlanks(cron)));
        }
        catch (CronFormatException wrong)
        {
            // The library's first sentence says only that something is wrong.
            return wrong.Message.Split(". ", 2)[^1].TrimEnd('.');
        }
    }

    /// <summary>The next time that comes by a right cron in a time zone, after an instant.</summary>
    public static DateTimeOffset? FindNext(string cron, string timeZone, DateTimeOffset after) =>
        CronExpression.Parse(WithBlanks(cron)).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    private static string[] FieldsOf(string cron) => cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // Unix runs on either of the days, Hangfire when both hold: whoever wrote both would be wrong with one of the two.
    private static string? AllowedDays(string ofMonth, string ofWeek, CronExpression cron)
    {
        if (ofMonth is not (Every or "?") && ofWeek is not (Every or "?"))
            return "a day of the month or a day of the week, not both: write * for one of them";
        return cron.GetNextOccurrence(DateTime.UnixEpoch, TimeZoneInfo.Utc) is null
            ? "a day that comes: this one never does"
            : null;
    }
}
