using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>Reads a JSON Schema; a keyword that would not be checked is refused, not passed over.</summary>
internal sealed class SchemaReader
{
    private static readonly string[] Ignored =
        ["$schema", "$id", "$comment", "title", "default", "examples"];

    private static readonly string[] Known =
    [
        "type", "description", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "items", "minItems", "maxItems", "uniqueItems",
        "properties", "required", "additionalProperties",
    ];

    private readonly JsonPlaces _places;

    private SchemaReader(JsonPlaces places) => _places = places;

    /// <summary>The schema of one document's fields.</summary>
    public static FieldSchema Read(string file, string json)
    {
        var places = JsonPlaces.Parse(file, json);
        var schema = new SchemaReader(places).Schema(places.Root, "");
        if (schema.Types is not [FieldType.Object]) throw places.Fault("", "type must be \"object\"");
        return schema.Properties.Count > 0
            ? schema
            : throw places.Fault("", "properties are missing: the fields to extract");
    }

    private FieldSchema Schema(JsonNode? node, string pointer)
    {
        if (node is not JsonObject keywords) throw _places.Fault(pointer, "must be a schema: an object");
        var place = new SchemaKeywords(_places, pointer, keywords);
        place.Refuse(Known, Ignored);
        var schema = new FieldSchema
        {
            Types = place.Types(),
            Description = place.Text("description"),
            Enum = place.Enum(),
            Examples = Examples(keywords),
            Pattern = place.Pattern(),
            Format = place.Format(),
            MinLength = place.Count("minLength"),
            MaxLength = place.Count("maxLength"),
            Minimum = place.Number("minimum"),
            Maximum = place.Number("maximum"),
            ExclusiveMinimum = place.Number("exclusiveMinimum"),
            ExclusiveMaximum = place.Number("exclusiveMaximum"),
            MultipleOf = place.Number("multipleOf"),
            Items = keywords.ContainsKey("items") ? Schema(keywords["items"], place.At("items")) : null,
            MinItems = place.Count("minItems"),
            MaxItems = place.Count("maxItems"),
            UniqueItems = place.Flag("uniqueItems") ?? false,
            Properties = Properties(place),
            Required = place.Names("required"),
            AdditionalProperties = place.Flag("additionalProperties") ?? true,
        };
        CheckBounds(schema, place);
        return schema;
    }

    private List<FieldProperty> Properties(SchemaKeywords place)
    {
        var pointer = place.At("properties");
        return [.. place.Object("properties")?.Select(Property) ?? []];

        FieldProperty Property(KeyValuePair<string, JsonNode?> written) => written.Key.Trim().Length > 0
            ? new FieldProperty(written.Key, Schema(written.Value, JsonPlaces.Join(pointer, written.Key)))
            : throw _places.Fault(pointer, "a property has an empty name");
    }

    private static List<JsonNode?> Examples(JsonObject keywords) =>
    [
        .. keywords["examples"] as JsonArray ?? [],
        .. keywords.TryGetPropertyValue("default", out var usual) ? [usual] : Array.Empty<JsonNode?>(),
    ];

    private void CheckBounds(FieldSchema schema, SchemaKeywords place)
    {
        var names = schema.Properties.Select(property => property.Name);
        if (schema.Required.Except(names).FirstOrDefault() is { } stranger)
            throw _places.Fault(place.At("required"), $"names '{stranger}', which is not among the properties");
        if (schema.MultipleOf <= 0) throw _places.Fault(place.At("multipleOf"), "must be more than 0");
        if (schema.MinLength > schema.MaxLength) throw Crossed("minLength", "maxLength");
        if (schema.Minimum > schema.Maximum) throw Crossed("minimum", "maximum");
        if (schema.MinItems > schema.MaxItems) throw Crossed("minItems", "maxItems");

        InputException Crossed(string min, string max) => _places.Fault(place.At(min), $"is more than {max}");
    }
}
