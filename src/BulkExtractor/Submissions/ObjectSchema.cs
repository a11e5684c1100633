using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Submissions;

/// <summary>Writes the schema of an object whose properties are all there.</summary>
internal static class ObjectSchema
{
    /// <summary>The schema as JSON, to be read by people.</summary>
    public static string Write(IEnumerable<(string Name, JsonObject Schema)> properties)
    {
        var fields = new JsonObject(properties.Select(one =>
            KeyValuePair.Create<string, JsonNode?>(one.Name, one.Schema)));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["properties"] = fields,
            ["required"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field.Key))]),
            ["additionalProperties"] = false,
        }.ToJsonString(PlainJson.Indented) + "\n";
    }
}
