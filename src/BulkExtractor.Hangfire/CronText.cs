using Cronos;

namespace BulkExtractor.Hangfire;

/// <summary>Checks crons as Hangfire reads them, but five fields only.</summary>
internal static class CronText
{
    public static void Check(string cron)
    {
        if (cron.StartsWith('@') || !CronExpression.TryParse(cron, CronFormat.Standard, out var expression)) throw new InputException(
            $"'{cron}' is no cron: write minute, hour, day of month, month and day of week, as in '0 2 * * *'.");
        if (expression.GetNextOccurrence(TimeProvider.System.GetUtcNow().UtcDateTime) is null)
            throw new InputException($"'{cron}' names a day that never comes");
    }
}
