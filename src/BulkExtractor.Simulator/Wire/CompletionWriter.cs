using System.Text.Json;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Writes the envelope of a chat completion, whole or faulty.</summary>
internal static class CompletionWriter
{
    private static readonly ErrorReply Behind = new(502, "Provider returned error")
    {
        Raw = "Worker local total request limit reached (16/16)",
        ProviderName = ErrorReplies.Provider,
    };

    public static Reply Write(Completion completion, FaultKind? fault, Dice dice)
    {
        if (fault == FaultKind.ErrorIn200) return ErrorIn200(completion, (ErrorForm)dice.Pick(Draw.Form, 5));
        var body = Json.Write(json => Write(json, completion, fault == FaultKind.ContentParts));
        if (fault == FaultKind.MalformedEnvelope) body = body[..(body.Length * 2 / 3)];
        return new Reply(200, body) { CompletionTokens = completion.CompletionTokens };
    }

    public static Reply ErrorIn200(Completion completion, ErrorForm form) => form == ErrorForm.Body
        ? ErrorWriter.Write(Behind) with { Status = 200 }
        : new Reply(200, Json.Write(json => WriteFailed(json, completion, form)));

    private static void Write(Utf8JsonWriter json, Completion completion, bool asParts)
    {
        json.WriteStartObject();
        WriteHead(json, completion);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        WriteFinish(json, completion.CutOff ? "length" : "stop");
        WriteMessage(json, completion.Content, asParts);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, completion);
        json.WriteEndObject();
    }

    private static void WriteFailed(Utf8JsonWriter json, Completion completion, ErrorForm form)
    {
        json.WriteStartObject();
        WriteHead(json, completion);
        if (form == ErrorForm.EmptyChoices) json.WriteStartArray("choices");
        if (form == ErrorForm.EmptyChoices) json.WriteEndArray();
        if (form == ErrorForm.NullChoices) json.WriteNull("choices");
        if (form == ErrorForm.Choice) WriteFailedChoice(json, completion);
        json.WriteEndObject();
    }

    private static void WriteFailedChoice(Utf8JsonWriter json, Completion completion)
    {
        json.WriteStartArray("choices");
        json.WriteStartObject();
        WriteFinish(json, "error");
        WriteMessage(json, ContentFaults.Cut(completion.Content, completion.Content.Length / 2), asParts: false);
        json.WritePropertyName("error");
        ErrorWriter.WriteError(json, Behind);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, Completion completion)
    {
        json.WriteString("id", completion.Id);
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", completion.Created.ToUnixTimeSeconds());
        json.WriteString("model", completion.Model.DatedId);
        if (completion.Model.Tier != SimulatedModel.LocalTier) json.WriteString("provider", ErrorReplies.Provider);
        json.WriteNull("system_fingerprint");
    }

    private static void WriteFinish(Utf8JsonWriter json, string reason)
    {
        json.WriteNumber("index", 0);
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", reason);
        json.WriteString("native_finish_reason", reason);
    }

    private static void WriteMessage(Utf8JsonWriter json, string content, bool asParts)
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        if (asParts) WriteParts(json, content);
        else json.WriteString("content", content);
        json.WriteNull("refusal");
        json.WriteNull("reasoning");
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, string content)
    {
        json.WriteStartArray("content");
        var middle = ContentFaults.Cut(content, content.Length / 2).Length;
        foreach (var text in (string[])[content[..middle], content[middle..]])
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, Completion completion)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", completion.PromptTokens);
        json.WriteNumber("completion_tokens", completion.CompletionTokens);
        json.WriteNumber("total_tokens", completion.PromptTokens + completion.CompletionTokens);
        json.WriteNumber("cost", completion.Cost);
        json.WriteBoolean("is_byok", false);
        json.WriteStartObject("prompt_tokens_details");
        json.WriteNumber("cached_tokens", 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details");
        json.WriteNumber("reasoning_tokens", completion.ThoughtTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
