using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Exports.Xlsx;

/// <summary>What stands in a cell.</summary>
internal readonly record struct XlsxCell(XlsxCellKind Kind, string Text)
{
    // What a spreadsheet's numbers hold; a longer one, an account's perhaps, would silently lose its end.
    private const int ExactDigits = 15;

    // Earlier days mean something else to different spreadsheets.
    private static readonly DateTime FirstDay = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A text, never a formula.</summary>
    public static XlsxCell OfText(string? text) =>
        string.IsNullOrEmpty(text) ? default : new(XlsxCellKind.Text, text);

    /// <summary>A number of our own.</summary>
    public static XlsxCell OfNumber(double? number) => number is { } value
        ? new(XlsxCellKind.Number, value.ToString("0.####", CultureInfo.InvariantCulture))
        : default;

    /// <summary>A field's value as its schema says.</summary>
    public static XlsxCell Create(JsonNode? value, FieldSchema schema) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => default,
        JsonValueKind.True => new(XlsxCellKind.Boolean, "1"),
        JsonValueKind.False => new(XlsxCellKind.Boolean, "0"),
        JsonValueKind.Number => OfNumber(value.ToJsonString()),
        JsonValueKind.String => OfString(value.GetValue<string>(), schema.Format),
        _ => OfText(FieldJson.ToText(value, schema)),
    };

    private static XlsxCell OfNumber(string number)
    {
        var digits = number.Split('e', 'E')[0].Where(char.IsAsciiDigit).ToArray().AsSpan().TrimStart('0').Length;
        var fits = digits <= ExactDigits
            && double.IsFinite(double.Parse(number, CultureInfo.InvariantCulture));
        return new(fits ? XlsxCellKind.Number : XlsxCellKind.Text, number);
    }

    private static XlsxCell OfString(string text, string? format) => format switch
    {
        "date" when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) =>
            OfInstant(XlsxCellKind.Date, day.ToDateTime(default, DateTimeKind.Utc), text),
        // A spreadsheet knows no offsets: only what is UTC already stays the same time for everybody.
        "date-time" when text.EndsWith('Z')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) =>
            OfInstant(XlsxCellKind.Instant, at.UtcDateTime, text),
        _ => OfText(text),
    };

    private static XlsxCell OfInstant(XlsxCellKind kind, DateTime at, string text) => at < FirstDay
        ? OfText(text)
        : new(kind, (at - DayZero).TotalDays.ToString("0.##########", CultureInfo.InvariantCulture));
}

/// <summary>The types of cells.</summary>
internal enum XlsxCellKind
{
    Blank,
    Text,
    Number,
    Boolean,
    Date,
    Instant,
}
