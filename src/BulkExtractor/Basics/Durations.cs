using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Basics;

/// <summary>Spans of time as people write them: <c>2s</c>, <c>1.5h</c>, <c>30 minutes</c>, <c>90 days</c>.</summary>
public static partial class Durations
{
    /// <summary>The span, or null if the text is none, or nothing at all.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Written().Match(text.Trim());
        if (!match.Success) return null;
        var count = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var span = UnitOf(match.Groups[2].Value[0]) * count;
        return span > TimeSpan.Zero ? span : null;
    }

    private static TimeSpan UnitOf(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"^([0-9]{1,6}(?:\.[0-9]{1,3})?) *(s|seconds?|m|minutes?|h|hours?|d|days?)$")]
    private static partial Regex Written();
}
