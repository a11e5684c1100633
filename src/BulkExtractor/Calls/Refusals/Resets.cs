using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Calls.Refusals;

/// <summary>When the windows of limits start anew, as headers tell it.</summary>
internal static partial class Resets
{
    /// <summary>
    /// The longest wait for a window that is spent. One of which something is left does not refuse; where a header of
    /// waiting is there too, only those count that are said to be spent.
    /// </summary>
    public static TimeSpan? Longest(IReadOnlyList<(string Name, string Value)> headers, DateTimeOffset now)
    {
        var waits = headers.Any(header => header.Name.Contains("retry-after", StringComparison.OrdinalIgnoreCase));
        return headers.Where(header => Left(header, headers) is var left && (left == 0 || (left is null && !waits)))
            .Select(header => Of(header, now))
            .Max();
    }

    private static TimeSpan? Of((string Name, string Value) header, DateTimeOffset now)
    {
        if (header.Name.Contains("reset", StringComparison.OrdinalIgnoreCase)) return Times.Read(header.Value, now);
        var whole = Whole().Match(header.Value);
        return IsWhole(header.Name) && whole.Success ? Times.Read(whole.Groups["reset"].Value, now) : null;
    }

    private static double? Left((string Name, string Value) header, IReadOnlyList<(string Name, string Value)> headers)
    {
        if (IsWhole(header.Name)) return Number(Remaining().Match(header.Value).Groups["left"].Value);
        var name = header.Name.Replace("reset", "remaining", StringComparison.OrdinalIgnoreCase);
        return Number(headers.FirstOrDefault(other =>
            other.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && other.Name != header.Name).Value);
    }

    // One header for all of a window, in two drafts of a standard.
    private static bool IsWhole(string name) => name.Equals("ratelimit", StringComparison.OrdinalIgnoreCase);

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\b(reset|t)\s*=\s*(?<reset>[\d.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b(remaining|r)\s*=\s*(?<left>[\d.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Remaining();
}
