using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>Reads a JSON Schema; a keyword that would not be checked is refused, not passed over.</summary>
internal sealed class SchemaReader
{
    private const int MostSchemas = 2_000;

    // What tools write for people and for other tools; it changes nothing about which values are valid.
    private static readonly string[] Ignored =
    [
        "$schema", "$id", "$comment", "title", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "discriminator",
    ];

    private static readonly string[] Known =
    [
        "type", "description", "enum", "const", "pattern", "format", "minLength", "maxLength", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "items", "prefixItems", "minItems", "maxItems",
        "uniqueItems", "properties", "required", "additionalProperties", "propertyNames", "minProperties",
        "maxProperties", "$ref", "$defs", "definitions", "allOf", "anyOf", "oneOf",
    ];

    private static readonly string[] Parts = ["$ref", "$defs", "definitions", "allOf", "anyOf", "oneOf"];

    private readonly JsonPlaces _places;
    private readonly Dictionary<string, WrittenSchema> _written = [];
    private readonly SchemaShapes _shapes;

    private SchemaReader(JsonPlaces places) => (_places, _shapes) = (places, new SchemaShapes(places, _written));

    /// <summary>The schema of one document's fields.</summary>
    public static FieldSchema Read(string file, string json)
    {
        var places = JsonPlaces.Parse(file, json);
        var reader = new SchemaReader(places);
        reader.Scan(places.Root, "", isPart: false);
        new SchemaReferences(places, reader._written).Check();
        return reader.Fields();
    }

    // Everything downstream asks for some of the fields at times, so they are to be told one by one.
    private FieldSchema Fields()
    {
        var place = _written[""];
        while (place is { Ref: { } target, SaysNothing: true }) place = _written[target];
        if (!place.IsPlain)
            throw _places.Fault(
                place.Pointer, "the fields themselves are not put together by $ref, allOf, anyOf, oneOf; each may be");
        var schema = _shapes.Whole("");
        if (schema.Types is not [FieldType.Object]) throw _places.Fault("", "type must be \"object\"");
        if (schema.Properties.Count == 0) throw _places.Fault("", "properties are missing: the fields to extract");
        _shapes.Complete(schema);
        return schema;
    }

    private void Scan(JsonNode? node, string pointer, bool isPart)
    {
        if (_written.Count == MostSchemas) throw _places.Fault(pointer, $"is one of more than {MostSchemas} schemas");
        if (node?.GetValueKind() == JsonValueKind.True)
        {
            _written[pointer] = new WrittenSchema(pointer, new FieldSchema()) { SaysNothing = true };
            return;
        }

        if (node is not JsonObject keywords)
        {
            var hint = node is JsonArray ? "; for a list of them: prefixItems" : "";
            throw _places.Fault(pointer, $"must be a schema: an object{hint}");
        }

        var place = new SchemaKeywords(_places, pointer, keywords);
        place.Refuse(Known, pointer.Length == 0 ? Ignored : [.. Ignored.Except(["$id"])]);
        var written = Inner(place, new WrittenSchema(pointer, new FieldSchema())
        {
            SaysNothing = !keywords.Select(word => word.Key).Except([.. Parts, .. Ignored, "description"]).Any(),
            Ref = place.Reference(),
        });
        written = written with { Own = Own(keywords, place, written) };
        _written[pointer] = written;
        CheckBounds(written, place, isPart);
    }

    private WrittenSchema Inner(SchemaKeywords place, WrittenSchema written)
    {
        // Taken before what it holds, so that a file with too many is refused early.
        _written[written.Pointer] = written;
        Named("$defs");
        Named("definitions");
        return written with
        {
            Properties = Named("properties"),
            FirstItems = List("prefixItems"),
            Items = FlagOrSchema("items"),
            OtherProperties = FlagOrSchema("additionalProperties"),
            PropertyNames = place.Has("propertyNames")
                ? Scanned(place.Node("propertyNames"), place.At("propertyNames"))
                : null,
            AllOf = List("allOf"),
            AnyOf = List("anyOf"),
            OneOf = List("oneOf"),
        };

        Dictionary<string, string> Named(string keyword) => place.Named(keyword).ToDictionary(
            one => one.Key, one => Scanned(one.Value, JsonPointers.Join(place.At(keyword), NameOf(one, keyword))));

        string NameOf(KeyValuePair<string, JsonNode?> one, string keyword) => one.Key.Trim().Length > 0
            ? one.Key
            : throw _places.Fault(place.At(keyword), "a property has an empty name");

        List<string> List(string keyword) =>
        [
            .. place.List(keyword).Select((schema, at) => Scanned(
                schema, JsonPointers.Join(place.At(keyword), $"{at}"), isPart: keyword != "prefixItems")),
        ];

        string? FlagOrSchema(string keyword) =>
            place.Node(keyword) is JsonObject or JsonArray ? Scanned(place.Node(keyword), place.At(keyword)) : null;

        string Scanned(JsonNode? schema, string at, bool isPart = false)
        {
            Scan(schema, at, isPart);
            return at;
        }
    }

    private FieldSchema Own(JsonObject keywords, SchemaKeywords place, WrittenSchema written)
    {
        var values = place.Enum();
        return new FieldSchema
        {
            Types = place.Types() is { Count: > 0 } types ? types : FieldTypes.All(values),
            Description = place.Text("description"),
            Enum = values,
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
            LazyFirstItems = [.. written.FirstItems.Select(_shapes.Later)],
            LazyItems = Later(written.Items),
            MinItems = place.Count("minItems"),
            MaxItems = MaxItems(place, written),
            UniqueItems = place.Flag("uniqueItems") ?? false,
            Properties = [.. written.Properties.Select(one => new FieldProperty(one.Key, _shapes.Later(one.Value)))],
            Required = place.Names("required"),
            AdditionalProperties = place.FlagOrSchema("additionalProperties")?.GetValueKind() != JsonValueKind.False,
            LazyOthers = Later(written.OtherProperties),
            LazyNames = Later(written.PropertyNames),
            MinProperties = place.Count("minProperties"),
            MaxProperties = place.Count("maxProperties"),
        };
    }

    private Lazy<FieldSchema>? Later(string? pointer) => pointer is null ? null : _shapes.Later(pointer);

    // "items": false says that there are no others than the first ones.
    private static int? MaxItems(SchemaKeywords place, WrittenSchema written)
    {
        var most = place.Count("maxItems");
        return place.FlagOrSchema("items")?.GetValueKind() == JsonValueKind.False
            ? Math.Min(most ?? int.MaxValue, written.FirstItems.Count)
            : most;
    }

    private static List<JsonNode?> Examples(JsonObject keywords) =>
    [
        .. keywords["examples"] as JsonArray ?? [],
        .. keywords.TryGetPropertyValue("default", out var usual) ? [usual] : Array.Empty<JsonNode?>(),
    ];

    private void CheckBounds(WrittenSchema written, SchemaKeywords place, bool isPart)
    {
        var schema = written.Own;
        var mayNameOthers = isPart || !written.IsPlain || written.OtherProperties is not null;
        if (!mayNameOthers && schema.Required.Except(written.Properties.Keys).FirstOrDefault() is { } stranger)
            throw _places.Fault(place.At("required"), $"names '{stranger}', which is not among the properties");
        if (schema.MultipleOf <= 0) throw _places.Fault(place.At("multipleOf"), "must be more than 0");
        if (schema.MinLength > schema.MaxLength) throw Crossed("minLength", "maxLength");
        if (schema.Minimum > schema.Maximum) throw Crossed("minimum", "maximum");
        if (schema.MinItems > schema.MaxItems) throw Crossed("minItems", "maxItems");
        if (schema.MinProperties > schema.MaxProperties) throw Crossed("minProperties", "maxProperties");

        InputException Crossed(string min, string max) => _places.Fault(place.At(min), $"is more than {max}");
    }
}
