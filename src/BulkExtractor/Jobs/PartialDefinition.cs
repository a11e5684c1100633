using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>Makes a definition that asks for some of another one's fields.</summary>
public static class PartialDefinition
{
    /// <summary>The definition with only the named fields in its schema and in its examples.</summary>
    public static Definition Create(Definition whole, IReadOnlyCollection<string> names)
    {
        var schema = SchemaJson.Parse(whole.Schema).Only(names);
        return whole with
        {
            Schema = DefinitionJson.Compact(schema.ToJsonString()),
            Fields = whole.Fields with
            {
                Properties = [.. whole.Fields.Properties.Where(property => names.Contains(property.Name))],
                Required = [.. whole.Fields.Required.Where(names.Contains)],
            },
            Examples = [.. whole.Examples.Select(example => Only(example, names))],
        };
    }

    /// <summary>The definition that asks for what some of another one's lists lack, which may be nothing.</summary>
    public static Definition Further(Definition whole, IReadOnlyCollection<string> names)
    {
        var part = Create(whole, names);
        var schema = JsonNode.Parse(part.Schema)!.AsObject();
        foreach (var (_, list) in schema["properties"]!.AsObject()) AllowNone(list);
        return part with
        {
            Schema = DefinitionJson.Compact(schema.ToJsonString()),
            Fields = part.Fields with
            {
                Properties =
                [
                    .. part.Fields.Properties.Select(list =>
                        list with { Schema = list.Schema.AllowingNone() }),
                ],
            },
        };
    }

    private static void AllowNone(JsonNode? list)
    {
        if (list is not JsonObject keywords) return;
        keywords.Remove("minItems");
        foreach (var how in new[] { "allOf", "anyOf", "oneOf" })
        {
            foreach (var part in keywords[how] as JsonArray ?? []) AllowNone(part);
        }
    }

    private static Example Only(Example example, IReadOnlyCollection<string> names)
    {
        var (fields, quotes) = (example.Fields.DeepClone().AsObject(), example.Quotes?.DeepClone().AsObject());
        Keep(fields, names);
        // Quotes go by JSON pointers, whose first step is the field.
        if (quotes is not null)
            Keep(quotes, [.. quotes.Select(q => q.Key).Where(q => names.Contains(JsonPointers.FieldOf(q)))]);
        return example with { Fields = fields, Quotes = quotes };
    }

    private static void Keep(JsonObject fields, IReadOnlyCollection<string> names)
    {
        foreach (var other in fields.Select(field => field.Key).Except(names).ToList()) fields.Remove(other);
    }
}
