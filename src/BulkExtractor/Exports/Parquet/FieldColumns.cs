using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Schema;
using Parquet.Schema;

namespace BulkExtractor.Exports.Parquet;

/// <summary>Columns for fields, of the type that their schema says.</summary>
internal static class FieldColumns
{
    public static WrittenColumn Create(string name, FieldProperty field, ParquetNotes notes) =>
        (FieldType[])[.. field.Schema.Types.Except([FieldType.Null])] switch
        {
            [FieldType.Integer] => new NumberColumn<long>(name, Reader(field, notes, ToInteger)),
            [FieldType.Number] or [FieldType.Number, FieldType.Integer] or [FieldType.Integer, FieldType.Number] =>
                new NumberColumn<double>(name, Reader(field, notes, ToNumber)),
            [FieldType.Boolean] => new NumberColumn<bool>(name, Reader(field, notes, ToBoolean)),
            [FieldType.String] when field.Schema.Format == "date" =>
                new NumberColumn<DateOnly>(name, Reader(field, notes, ToDay)),
            [FieldType.String] when field.Schema.Format == "date-time" =>
                new NumberColumn<DateTime>(InstantField(name), Reader(field, notes, ToInstant)),
            _ => new TextColumn(name, row => ToText(row.Fields?[field.Name], field.Schema)),
        };

    private static DateTimeDataField InstantField(string name) => new(
        name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true);

    private static Func<ExportRow, T?> Reader<T>(FieldProperty field, ParquetNotes notes, Func<JsonNode, T?> convert)
        where T : struct => row =>
        {
            if (row.Fields?[field.Name] is not { } value) return null;
            var converted = convert(value);
            if (converted is null) notes.Add(row.DocumentNo, field.Name);
            return converted;
        };

    private static long? ToInteger(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number)
        && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    // One that a double holds comes back as it was written.
    private static double? ToNumber(JsonNode value)
    {
        if (value.GetValueKind() is not JsonValueKind.Number) return null;
        var written = value.ToJsonString();
        var number = double.Parse(written, CultureInfo.InvariantCulture);
        return double.IsFinite(number)
            && ExactNumber.Parse(number.ToString("R", CultureInfo.InvariantCulture)) == ExactNumber.Parse(written)
                ? number
                : null;
    }

    private static bool? ToBoolean(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static DateOnly? ToDay(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.String && DateOnly.TryParseExact(
            value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day : null;

    private static DateTime? ToInstant(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.String && DateTimeOffset.TryParse(
            value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime
            : null;

    private static string? ToText(JsonNode? value, FieldSchema schema) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>(),
        _ => FieldJson.ToText(value, schema),
    };
}
