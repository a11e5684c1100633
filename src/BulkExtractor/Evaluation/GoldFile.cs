using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Evaluation;

/// <summary>Reads files of gold, their fields as they stand there.</summary>
internal static class GoldFile
{
    /// <summary>JSON lines; blank ones are passed over.</summary>
    public static IReadOnlyList<GoldRow> ReadLines(string path) => GoldLines.Read(path, InputFile.Read(path));

    /// <summary>Whether a file is a table: one of JSON lines is, if none of them holds gold as an object.</summary>
    public static async Task<bool> IsTableAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file");
        var start = new byte[4 << 10];
        await using var file = File.OpenRead(path);
        var count = await file.ReadAtLeastAsync(start, start.Length, false, cancellationToken);
        if (count == 0 || start.AsSpan(0, count).TrimStart(" \r\n\t"u8) is not [(byte)'{', ..]) return count > 0;
        return !InputFile.Read(path).Contains("\"gold\"", StringComparison.Ordinal);
    }

    /// <summary>A table: texts in the column <c>text</c>, fields in others, lists and objects as JSON.</summary>
    public static async Task<IReadOnlyList<GoldRow>> ReadTableAsync(
        string path, FieldSchema fields, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var documents = await TableDocuments.OpenAsync(
            file, path, GoldSet.Input with { Delimiter = null }, cancellationToken);
        return await documents.ReadAsync(cancellationToken)
            .Select(row => new GoldRow(row.Text, FieldsOf(documents.Shape.Columns.Zip(row.Columns), fields)))
            .ToListAsync(cancellationToken);
    }

    // The text's own column, and the id's, are fields only where the job has fields of these names.
    private static JsonObject FieldsOf(IEnumerable<(string Column, string Cell)> cells, FieldSchema fields)
    {
        var known = fields.Properties.ToDictionary(property => property.Name, property => property.Schema);
        return new(cells
            .Where(cell => cell.Cell.Length > 0)
            .Where(cell => known.ContainsKey(cell.Column) || cell.Column is not ("text" or "id"))
            .Select(cell => KeyValuePair.Create(
                cell.Column, ValueOf(cell.Cell, known.GetValueOrDefault(cell.Column, new FieldSchema())))));
    }

    private static JsonNode? ValueOf(string cell, FieldSchema schema)
    {
        if (!schema.Types.Any(type => type is FieldType.Array or FieldType.Object)) return JsonValue.Create(cell);
        try
        {
            return JsonNode.Parse(cell);
        }
        catch (JsonException)
        {
            return JsonValue.Create(cell);
        }
    }
}
