using System.Globalization;

namespace BulkExtractor.Simulator.Faults;

/// <summary>A model that answers 404 from a moment after the start on.</summary>
public sealed record GoneModel(string Model, TimeSpan After)
{
    /// <summary>Reads <c>MODEL@SECONDS</c>.</summary>
    public static GoneModel Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var digits = text[(at + 1)..];
        if (at > 0 && double.TryParse(digits, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
            return new GoneModel(text[..at], TimeSpan.FromSeconds(seconds));

        throw new FormatException($"'{text}' is no MODEL@SECONDS.");
    }
}
