using System.Globalization;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Spans as Go writes them: <c>2m59.56s</c>, <c>370ms</c>.</summary>
internal static class Spans
{
    public static string Write(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(1)) return $"{Math.Ceiling(span.TotalMilliseconds)}ms";
        var seconds = Math.Ceiling((span.TotalSeconds % 60) * 100) / 100;
        var text = $"{seconds.ToString("0.##", CultureInfo.InvariantCulture)}s";
        if (span >= TimeSpan.FromMinutes(1)) text = $"{span.Minutes}m{text}";
        return span >= TimeSpan.FromHours(1) ? $"{(int)span.TotalHours}h{text}" : text;
    }
}
