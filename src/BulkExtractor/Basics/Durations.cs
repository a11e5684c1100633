using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Basics;

/// <summary>Spans of time as people write them: <c>2s</c>, <c>5m</c>, <c>90 days</c>.</summary>
internal static partial class Durations
{
    /// <summary>The span, or null if the text is none, or nothing at all.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Written().Match(text);
        var count = match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return count == 0 ? null : match.Groups[2].Value[0] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
    }

    [GeneratedRegex("^([0-9]{1,6}) *(s|seconds?|m|minutes?|h|hours?|d|days?)$")]
    private static partial Regex Written();
}
