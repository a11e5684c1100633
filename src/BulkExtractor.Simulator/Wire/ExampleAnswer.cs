using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Reads the fields in an answer that stands as an example.</summary>
internal static class ExampleAnswer
{
    /// <summary>The fields of its first document; null if it has another shape.</summary>
    public static JsonObject? Read(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject reply
                && reply["documents"] is JsonArray { Count: > 0 } documents
                && documents[0] is JsonObject document
                    ? document["fields"] as JsonObject
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
