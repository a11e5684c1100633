using System.Globalization;

namespace BulkExtractor.Simulator.Faults;

/// <summary>How often a fault happens: a share of all arrivals, or of one model's.</summary>
public sealed record FaultRate(FaultKind Kind, double Rate, string? Model = null)
{
    /// <summary>Reads <c>RATE</c> or <c>RATE@MODEL</c>.</summary>
    public static FaultRate Parse(FaultKind kind, string text)
    {
        var at = text.IndexOf('@');
        var number = at < 0 ? text : text[..at];
        if (double.TryParse(number, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1)
            return new FaultRate(kind, rate, at < 0 ? null : text[(at + 1)..]);

        throw new FormatException($"'{text}' is no rate between 0 and 1, optionally with @MODEL.");
    }
}
