using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Exports;

/// <summary>Writes values as JSON in the order of their schema, which the database does not keep.</summary>
internal static class FieldJson
{
    /// <summary>Writes a value; what its schema does not name follows what it names.</summary>
    public static void Write(Utf8JsonWriter json, JsonNode? value, FieldSchema? schema)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonObject members:
                WriteMembers(json, members, schema?.Properties ?? []);
                break;
            case JsonArray items:
                json.WriteStartArray();
                foreach (var item in items) Write(json, item, schema?.Items);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>A value as one line of JSON.</summary>
    public static string ToText(JsonNode? value, FieldSchema? schema)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written, PlainJson.Writer)) Write(json, value, schema);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static void WriteMembers(Utf8JsonWriter json, JsonObject members, IReadOnlyList<FieldProperty> properties)
    {
        json.WriteStartObject();
        foreach (var property in properties)
        {
            if (!members.TryGetPropertyValue(property.Name, out var value)) continue;
            json.WritePropertyName(property.Name);
            Write(json, value, property.Schema);
        }

        foreach (var (name, value) in members)
        {
            if (properties.Any(property => property.Name == name)) continue;
            json.WritePropertyName(name);
            Write(json, value, null);
        }

        json.WriteEndObject();
    }
}
