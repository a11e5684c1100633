using System.Globalization;

namespace BulkExtractor.Simulator.Pools;

/// <summary>The length of a window as people write it: <c>2s</c>, <c>60s</c>, <c>5m</c>.</summary>
public static class WindowLength
{
    /// <summary>Reads a number with its unit: ms, s, m or h; without a unit, seconds.</summary>
    public static TimeSpan Parse(string text)
    {
        var digits = text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
        if (double.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number > 0
            && Unit(text[digits.Length..]) is { } unit)
            return unit * number;

        throw new FormatException($"'{text}' is no time span like 2s, 60s or 5m.");
    }

    private static TimeSpan? Unit(string name) => name switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" or "" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => null,
    };
}
