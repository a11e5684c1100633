using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Calls.Records;

/// <summary>What of an exchange may be written down: no key, and texts and values only where asked for.</summary>
/// <param name="key">The key that the request showed; null where it showed none.</param>
internal sealed class Redaction(string? key, bool keepTexts)
{
    private const string Hidden = "***";

    // An error is short; what is longer is no provider's sentence, and is treated like what a model wrote.
    private const int LongestError = 1 << 16;

    // Of a name that stands there twice only one would be looked at.
    private static readonly JsonDocumentOptions Single = new() { AllowDuplicateProperties = false };

    // Which of a choice's members hold words of the form, and none of a model's.
    private static readonly HashSet<string> Formal = ["role", "finish_reason", "native_finish_reason", "type"];

    private static readonly string[] ErrorMembers = ["error", "errors", "detail", "message", "title"];

    /// <summary>A text without the key, however it is escaped there.</summary>
    public string WithoutKey(string text) => key is not { Length: > 0 }
        ? text
        : new[] { key, JsonEncodedText.Encode(key).ToString(), Uri.EscapeDataString(key) }
            .Distinct()
            .Aggregate(text, (clean, form) => clean.Replace(form, Hidden, StringComparison.Ordinal));

    /// <summary>The request's body.</summary>
    public string Request(JsonObject request)
    {
        var shown = (JsonObject)request.DeepClone();
        if (!keepTexts)
            foreach (var message in CarriedDocuments.MessagesOf(shown)) HideIn(message);
        return WithoutKey(shown.ToJsonString(PlainJson.Compact));
    }

    /// <summary>The answer's body.</summary>
    /// <param name="request">What was asked; null where that was no completion.</param>
    public string Reply(int status, string body, JsonObject? request)
    {
        if (keepTexts || request is null) return WithoutKey(body);
        var ids = CarriedDocuments.Read(request).Select(document => document.Id).ToList();
        var reply = Parse(body);
        if (reply?["choices"] is JsonArray choices)
        {
            HideAnswers(choices, ids);
            return WithoutKey(reply.ToJsonString(PlainJson.Compact));
        }

        var isError = status >= 400 || (reply is not null && ErrorMembers.Any(reply.ContainsKey));
        return WithoutKey(isError && body.Length <= LongestError
            ? WithoutEchoes(body, request)
            : StandIns.ForReply(body, ids));
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, null, Single) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void HideIn(JsonObject message)
    {
        var role = $"{message["role"]}";
        if (message["content"] is JsonArray parts)
        {
            foreach (var part in parts.OfType<JsonObject>()) HidePart(part);
        }
        else if (role == "assistant")
        {
            message["content"] = StandIns.ForReply($"{message["content"]}", []);
        }
        else if (role == "user")
        {
            message["content"] = HideDocuments($"{message["content"]}");
        }
    }

    private static void HidePart(JsonObject part)
    {
        if (part["text"] is { } text) part["text"] = HideDocuments($"{text}");
        if (part["image_url"] is not JsonObject image || image["url"] is not { } url) return;
        var address = $"{url}";
        var data = address.IndexOf(',', StringComparison.Ordinal) + 1;
        image["url"] = address[..data] + StandIns.ForText(address[data..]);
    }

    // Behind the documents stands what was said of earlier answers about them.
    private static string HideDocuments(string message)
    {
        var documents = CarriedDocuments.Find(message);
        if (documents.Count == 0) return message;
        var shown = new StringBuilder(message);
        foreach (var document in documents) Hide(shown, document.Text);
        var ids = documents.Select(document => document.Id).ToList();
        return shown.ToString(0, documents[^1].End) + StandIns.ForReply(message[documents[^1].End..], ids);
    }

    private static void Hide(StringBuilder text, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(text.Length);
        var hidden = StandIns.ForText(text.ToString(start, length));
        text.Remove(start, length).Insert(start, hidden);
    }

    private static void HideAnswers(JsonNode? node, IReadOnlyList<string> ids)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) HideAnswers(item, ids);
        }

        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToList())
        {
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String)
            {
                if (!Formal.Contains(name)) members[name] = StandIns.ForReply($"{value}", ids);
            }
            else
            {
                HideAnswers(value, ids);
            }
        }
    }

    // A provider may repeat a document in what it says of it, as it is or as JSON has it.
    private static string WithoutEchoes(string body, JsonObject request)
    {
        foreach (var message in CarriedDocuments.MessagesOf(request))
        {
            var text = CarriedDocuments.TextOf(message);
            foreach (var document in CarriedDocuments.Find(text))
            {
                var carried = text[document.Text];
                var escaped = JsonSerializer.Serialize(carried, PlainJson.Compact)[1..^1];
                body = Echoes.Replace(Echoes.Replace(body, carried, StandIns.ForText), escaped, StandIns.ForText);
            }
        }

        return body;
    }
}
