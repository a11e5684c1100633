using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Jobs;

/// <summary>Where the export of a file goes.</summary>
internal static partial class ExportPlace
{
    /// <summary>The words that may stand in braces.</summary>
    public static readonly IReadOnlyCollection<string> Words = ["date", "file"];

    /// <summary>The export of a file taken at an instant, with its whole path; null when none is wanted.</summary>
    public static JobScheduleExport? Wish(Job job, string file, DateTimeOffset now)
    {
        if (job.Schedule?.Export is not { } export) return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(job.Schedule.TimeZone);
        var date = TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var path = export.To
            .Replace("{date}", date, StringComparison.Ordinal)
            .Replace("{file}", Path.ChangeExtension(file, export.Format), StringComparison.Ordinal);
        return export with { To = Path.GetFullPath(Path.Combine(job.SchedulesFolder, path)) };
    }

    /// <summary>A word in braces that means nothing; null if there is none.</summary>
    public static string? UnknownWord(string path) => Braces().Matches(path)
        .Select(match => match.Groups[1].Value)
        .FirstOrDefault(word => !Words.Contains(word));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
}
