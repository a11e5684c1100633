using System.Globalization;

namespace BulkExtractor.Simulator.Faults;

/// <summary>
/// A model that reads from one of its answers on other values than are meant, and no word tells of it.
/// </summary>
/// <param name="From">The first such answer, counted from 1.</param>
public sealed record MisreadingModel(string Model, int From)
{
    /// <summary>Reads <c>MODEL@ANSWER</c>.</summary>
    public static MisreadingModel Parse(string text)
    {
        var at = text.LastIndexOf('@');
        if (at > 0
            && int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && from > 0)
        {
            return new MisreadingModel(text[..at], from);
        }

        throw new FormatException($"'{text}' is no MODEL@ANSWER.");
    }
}
