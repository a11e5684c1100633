using System.Globalization;

namespace BulkExtractor.Cli.Work;

/// <summary>Reads spans such as <c>30m</c>.</summary>
internal static class Spans
{
    public static TimeSpan? Parse(string option, string? text)
    {
        if (text is null) return null;
        if (text.Length > 1
            && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && Unit(text[^1]) is { } unit)
        {
            return unit * number;
        }

        throw new InputException($"{option} {text}: write a span such as 90s, 30m, 2h or 1d");
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
