using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Calls;

/// <summary>
/// The shape of a reply as <c>response_format</c>, in the subset that strict providers take: every property required,
/// what is optional may be null. The finer keywords stand in the prompt and are checked by us.
/// </summary>
internal static class PackSchema
{
    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ResponseFormat(Definition definition) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = "documents",
                    ["strict"] = CanBeStrict(definition.Fields),
                    ["schema"] = ReplyShape(definition),
                },
            },
            Unescaped);

    private static JsonObject ReplyShape(Definition definition) =>
        Closed(new()
        {
            ["documents"] = new JsonObject { ["type"] = "array", ["items"] = Closed(DocumentShape(definition)) },
        });

    private static JsonObject DocumentShape(Definition definition)
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

    private static JsonObject Shape(FieldSchema schema, bool optional)
    {
        var shape = schema.Properties.Count > 0
            ? Closed(new(schema.Properties.Select(p =>
                KeyValuePair.Create<string, JsonNode?>(
                    p.Name, Shape(p.Schema, optional: !schema.Required.Contains(p.Name))))))
            : [];
        if (TypeNames(schema, optional) is { } types) shape["type"] = types;
        if (schema.Description is { } description) shape["description"] = description;
        if (schema.Enum.Count > 0) shape["enum"] = EnumValues(schema, optional);
        if (schema.Items is { } items) shape["items"] = Shape(items, optional: false);
        return shape;
    }

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

    // An object or list of anything, or a value of any type, has no strict form.
    private static bool CanBeStrict(FieldSchema schema) =>
        (schema.Types.Count > 0 || schema.Enum.Count > 0)
        && (!schema.Types.Contains(FieldType.Object) || schema.Properties.Count > 0)
        && (!schema.Types.Contains(FieldType.Array) || schema.Items is not null)
        && (schema.Items is null || CanBeStrict(schema.Items))
        && schema.Properties.All(p => CanBeStrict(p.Schema));
}
