using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Replays;

/// <summary>
/// An answer about documents that were asked in other company: what was said of each is taken from where it was said.
/// </summary>
internal static class SplicedReply
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What one answer said of a document, even if it was cut off later; null where that is unknown.</summary>
    public static JsonObject? Find(RecordedExchange recorded, string sha256)
    {
        if (recorded.Documents.FirstOrDefault(document => document.Sha256 == sha256)?.Id is not { } id
            || ContentOf(Parse(recorded.Body)) is not { } content)
            return null;
        var named = content.IndexOf($"\"{id}\"", StringComparison.Ordinal);
        var start = named < 0 ? -1 : content.LastIndexOf('{', named);
        return start < 0 ? null : ReadObject(content[start..]);
    }

    /// <summary>An answer as the recorded one was wrapped, with other documents.</summary>
    public static string Write(RecordedExchange recorded, IEnumerable<(string Id, JsonObject Said)> documents)
    {
        var reply = Parse(recorded.Body)!;
        var content = new JsonObject
        {
            ["documents"] = new JsonArray([.. documents.Select(document => WithId(document.Said, document.Id))]),
        };
        reply["choices"]![0]!["message"]!["content"] = content.ToJsonString(Plain);
        return reply.ToJsonString(Plain);
    }

    private static JsonObject WithId(JsonObject said, string id)
    {
        var other = (JsonObject)said.DeepClone();
        other["id"] = id;
        return other;
    }

    private static string? ContentOf(JsonObject? reply) =>
        reply?["choices"] is JsonArray { Count: > 0 } choices
        && choices[0]?["message"]?["content"] is JsonValue content ? $"{content}" : null;

    // The first value of a text, whatever follows it.
    private static JsonObject? ReadObject(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return JsonNode.Parse(ref reader) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
