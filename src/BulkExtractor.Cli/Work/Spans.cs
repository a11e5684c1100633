using System.Globalization;

namespace BulkExtractor.Cli.Work;

/// <summary>Reads spans such as <c>30m</c>.</summary>
internal static class Spans
{
    private const double MostNumber = 100_000;

    public static TimeSpan? Parse(string option, string? text) => text is null
        ? null
        : TryParse(text) ?? throw new InputException($"{option} {text}: write a span such as 90s, 30m, 2h or 1d");

    public static TimeSpan? TryParse(string text) =>
        text.Length > 1
        && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < MostNumber
        && Unit(text[^1]) is { } unit
            ? unit * number
            : null;

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
