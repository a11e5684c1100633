using System.Text.Json.Nodes;
using BulkExtractor.Jobs;

namespace BulkExtractor.Extraction;

/// <summary>Makes the fields of a document from those of its slices.</summary>
public static class Merge
{
    /// <summary>
    /// Takes for each field the first value found in the order of the slices; null, an empty text and an empty
    /// list are nothing found. Objects are filled up property by property.
    /// </summary>
    public static JsonObject FirstFound(FieldSchema schema, IReadOnlyList<JsonObject> slices)
    {
        var merged = new JsonObject();
        foreach (var name in NamesOf(schema, slices))
        {
            var values = slices.Where(slice => slice.ContainsKey(name)).Select(slice => slice[name]).ToList();
            if (values.Count > 0) merged[name] = FirstFound(SchemaOf(schema, name), values)?.DeepClone();
        }

        return merged;
    }

    private static JsonNode? FirstFound(FieldSchema schema, List<JsonNode?> values)
    {
        var first = values.Find(IsFound) ?? values.Find(value => value is not null);
        return first is JsonObject ? FirstFound(schema, [.. values.OfType<JsonObject>()]) : first;
    }

    private static bool IsFound(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject fields => fields.Any(field => IsFound(field.Value)),
        JsonValue single => !single.TryGetValue(out string? text) || text.Length > 0,
        _ => true,
    };

    private static IEnumerable<string> NamesOf(FieldSchema schema, IReadOnlyList<JsonObject> slices) =>
        schema.Properties.Select(property => property.Name)
            .Concat(slices.SelectMany(slice => slice.Select(field => field.Key)))
            .Distinct();

    private static FieldSchema SchemaOf(FieldSchema schema, string name) =>
        schema.Properties.FirstOrDefault(property => property.Name == name)?.Schema ?? new FieldSchema();
}
