using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Finds the schema of the fields between <c>&lt;schema&gt;</c> and <c>&lt;/schema&gt;</c>.</summary>
internal static class SchemaTags
{
    private const string Opening = "<schema>";
    private const string Closing = "</schema>";

    /// <summary>The first pair of tags that holds an object: prose may speak of the tags before.</summary>
    public static JsonObject? Find(string text)
    {
        var from = 0;
        while (text.IndexOf(Opening, from, StringComparison.Ordinal) is >= 0 and var opening)
        {
            from = opening + Opening.Length;
            var end = text.IndexOf(Closing, from, StringComparison.Ordinal);
            if (end < 0) return null;
            if (Parse(text[from..end]) is { } schema) return schema;
        }

        return null;
    }

    private static JsonObject? Parse(string json)
    {
        try
        {
            var schema = JsonNode.Parse(json) as JsonObject;
            if (schema is not null) Unfold(schema);
            return schema;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Nodes unfold when they are first read, which is not safe from several threads, and schemas are shared.
    private static void Unfold(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var member in members) Unfold(member.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) Unfold(item);
        }
    }
}
