using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>
/// Brings what a model wrote into the schema's types where its meaning is clear, and remembers every change.
/// What is not clear stays as it is, and the check says so.
/// </summary>
public sealed class FieldReader
{
    private const int MaxRepairs = 200;

    private readonly List<string> _repairs = [];

    /// <summary>What was changed: <c>/total: "1.234,50" → 1234.5</c>.</summary>
    public IReadOnlyList<string> Repairs => _repairs;

    /// <summary>The value in the schema's types, as far as its meaning is clear.</summary>
    public JsonNode? Read(FieldSchema schema, JsonNode? value) => Read(schema, value, "");

    private JsonNode? Read(FieldSchema schema, JsonNode? value, string pointer)
    {
        if (IsAlone(schema, value))
        {
            Note(pointer, value, "a list of one");
            value = new JsonArray(value!.DeepClone());
        }

        return value switch
        {
            JsonObject fields when schema.Properties.Count > 0 => ReadObject(schema, fields, pointer),
            JsonArray items when schema.Items is { } each => new JsonArray(
                [.. items.Select((item, i) => Read(each, item, $"{pointer}/{i}"))]),
            JsonValue scalar => ReadScalar(schema, scalar, pointer),
            _ => value?.DeepClone(),
        };
    }

    private JsonObject ReadObject(FieldSchema schema, JsonObject fields, string pointer)
    {
        var read = new JsonObject();
        foreach (var property in schema.Properties)
        {
            if (!fields.TryGetPropertyValue(property.Name, out var value)) continue;

            var inner = $"{pointer}/{SchemaCheck.Escape(property.Name)}";
            var field = Read(property.Schema, value, inner);
            if (field is null && !property.Schema.AllowsNull && !schema.Required.Contains(property.Name))
                Note(inner, value, "left out");
            else
                read[property.Name] = field;
        }

        foreach (var (name, value) in fields.Where(f => !schema.Properties.Any(p => p.Name == f.Key)))
            Note($"{pointer}/{SchemaCheck.Escape(name)}", value, "dropped, not in the schema");
        return read;
    }

    private JsonNode? ReadScalar(FieldSchema schema, JsonValue value, string pointer)
    {
        if (ScalarText.MeaningOf(schema, value) is not { } meaning) return value.DeepClone();

        Note(pointer, value, meaning.Told);
        return meaning.Value;
    }

    // A list was asked for and one item came, which says what the list is; nothing is not one item.
    private static bool IsAlone(FieldSchema schema, JsonNode? value) =>
        schema.Types.Contains(FieldType.Array)
        && schema.Types.All(type => type is FieldType.Array or FieldType.Null)
        && value is JsonObject or JsonValue
        && !ScalarText.MeansNothing(value);

    private void Note(string pointer, JsonNode? value, string became)
    {
        if (_repairs.Count < MaxRepairs) _repairs.Add($"{pointer}: {Excerpt.Cut(value)} → {became}");
    }
}
