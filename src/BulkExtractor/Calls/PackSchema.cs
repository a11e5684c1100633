using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Calls;

/// <summary>
/// The shape of a reply as <c>response_format</c>, in the subset that strict providers take: every property required,
/// what is optional may be null. The finer keywords stand in the prompt and are checked by us.
/// </summary>
internal sealed class PackSchema
{
    // Parts that are shared are written out at each place; what is too much or too deep the prompt alone tells.
    private const int MostShapes = 2_000;

    // Requests are read down to 64 levels of JSON, of which some are around the fields.
    private const int Deepest = 50;

    private readonly HashSet<FieldSchema> _recursive;
    private readonly Dictionary<FieldSchema, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly JsonObject _definitions = [];
    private bool _strict = true;
    private int _left = MostShapes;
    private int _depth;

    private PackSchema(FieldSchema fields) => _recursive = RecursiveSchemas.Find(fields);

    public static byte[] ResponseFormat(Definition definition)
    {
        var writer = new PackSchema(definition.Fields);
        var shape = writer.ReplyShape(definition);
        if (writer._definitions.Count > 0) shape["$defs"] = writer._definitions;
        var format = new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject
            {
                ["name"] = "documents",
                ["strict"] = writer._strict,
                ["schema"] = shape,
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(format, PlainJson.Compact);
    }

    private JsonObject ReplyShape(Definition definition) =>
        Closed(new()
        {
            ["documents"] = new JsonObject { ["type"] = "array", ["items"] = Closed(DocumentShape(definition)) },
        });

    private JsonObject DocumentShape(Definition definition)
    {
        var shape = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string" },
            ["fields"] = Shape(definition.Fields, optional: false),
        };
        if (definition.QuotedFields is { Count: > 0 } quoted)
            shape["quotes"] = Closed(new(quoted.Select(pointer => KeyValuePair.Create<string, JsonNode?>(
                pointer, new JsonObject { ["type"] = new JsonArray("string", "null") }))));
        return shape;
    }

    private JsonObject Shape(FieldSchema schema, bool optional)
    {
        if (!_recursive.Contains(schema)) return Written(schema, optional);
        if (!_names.TryGetValue(schema, out var name))
        {
            _names[schema] = name = $"part{_names.Count + 1}";
            var depth = _depth;
            _depth = 0;
            _definitions[name] = Written(schema, optional: false);
            _depth = depth;
        }

        var reference = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
        return optional && !schema.AllowsNull ? AnyOf([reference, Null()], description: null) : reference;
    }

    private JsonObject Written(FieldSchema schema, bool optional)
    {
        var tooMuch = --_left < 0 || _depth >= Deepest;
        if (tooMuch || !CanBeStrict(schema)) _strict = false;
        if (tooMuch) return [];
        if (schema.Variants.Count > 0) return Deeper(2, () => Forms(schema, optional));
        var shape = schema.Properties.Count > 0 ? Deeper(2, () => Properties(schema)) : [];
        if (TypeNames(schema, optional) is { } types) shape["type"] = types;
        if (schema.Description is { } description) shape["description"] = description;
        if (schema.Enum.Count > 0) shape["enum"] = EnumValues(schema, optional);
        if (Deeper(schema.FirstItems.Count > 0 ? 3 : 1, () => Items(schema)) is { } items) shape["items"] = items;
        return shape;
    }

    private T Deeper<T>(int levels, Func<T> write)
    {
        _depth += levels;
        var written = write();
        _depth -= levels;
        return written;
    }

    private JsonObject Properties(FieldSchema schema) => Closed(new(schema.Properties.Select(p =>
        KeyValuePair.Create<string, JsonNode?>(
            p.Name, Shape(p.Schema, optional: !schema.Required.Contains(p.Name))))));

    // Strict forms know no lists of which each item has a shape of its own.
    private JsonObject? Items(FieldSchema schema)
    {
        if (schema.FirstItems.Count == 0) return schema.Items is { } each ? Shape(each, optional: false) : null;
        IEnumerable<FieldSchema> items = schema.Items is { } rest ? [.. schema.FirstItems, rest] : schema.FirstItems;
        return AnyOf(items.Select(item => Shape(item, optional: false)), description: null);
    }

    private JsonObject Forms(FieldSchema schema, bool optional)
    {
        var forms = schema.Variants.Select(form => Shape(form, optional: false));
        var nullable = optional || schema.Types.Contains(FieldType.Null);
        return AnyOf(nullable ? forms.Append(Null()) : forms, schema.Description);
    }

    private static JsonObject AnyOf(IEnumerable<JsonObject> forms, string? description)
    {
        List<JsonObject> different = [.. forms.DistinctBy(form => form.ToJsonString())];
        var shape = different.Count == 1 ? different[0] : new() { ["anyOf"] = new JsonArray([.. different]) };
        // Beside a reference nothing else is taken.
        if (description is not null && !shape.ContainsKey("$ref")) shape["description"] = description;
        return shape;
    }

    private static JsonObject Null() => new() { ["type"] = "null" };

    private static JsonNode? TypeNames(FieldSchema schema, bool optional)
    {
        if (schema.Types.Count == 0) return null;

        FieldType[] types = [.. schema.Types];
        if (optional && !types.Contains(FieldType.Null)) types = [.. types, FieldType.Null];
        string[] names = [.. types.Select(t => t.ToString().ToLowerInvariant())];
        return names.Length == 1 ? names[0] : new JsonArray([.. names.Select(n => JsonValue.Create(n))]);
    }

    private static JsonArray EnumValues(FieldSchema schema, bool optional)
    {
        var values = new JsonArray([.. schema.Enum.Select(v => v?.DeepClone())]);
        if (optional && !schema.Enum.Contains(null)) values.Add(null);
        return values;
    }

    private static JsonObject Closed(JsonObject properties)
    {
        var required = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]);
        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
    }

    // An object or list of anything, or a value of any type, has no strict form; nor has one with names of its own.
    private static bool CanBeStrict(FieldSchema schema) =>
        schema.Variants.Count > 0
        || ((schema.Types.Count > 0 || schema.Enum.Count > 0)
            && (!schema.Types.Contains(FieldType.Object)
                || (schema.Properties.Count > 0 && schema.OtherProperties is null))
            && (!schema.Types.Contains(FieldType.Array) || schema.Items is not null || schema.FirstItems.Count > 0));
}
