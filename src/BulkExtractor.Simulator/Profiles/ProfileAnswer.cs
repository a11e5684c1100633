using System.Globalization;
using System.Text.Json;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Writes the envelope of an answer as a provider does.</summary>
internal static class ProfileAnswer
{
    private const string Thoughts = "Each document is read once, and its fields are written down.";

    public static ReadOnlyMemory<byte> Write(
        Completion completion, ProfileModel model, AnswerShape shape, FaultKind? fault)
    {
        var body = Json.Write(json => Write(json, completion, model, shape));
        return fault == FaultKind.MalformedEnvelope ? body[..(body.Length * 2 / 3)] : body;
    }

    private static void Write(Utf8JsonWriter json, Completion completion, ProfileModel model, AnswerShape shape)
    {
        json.WriteStartObject();
        json.WriteString("id", completion.Id);
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", completion.Created.ToUnixTimeSeconds());
        json.WriteString("model", model.AnsweredBy ?? model.Id);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteString("finish_reason", completion.CutOff ? "length" : "stop");
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        WriteContent(json, completion, shape);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (!shape.NoUsage) WriteUsage(json, completion);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, Completion completion, AnswerShape shape)
    {
        var thinks = completion.ThoughtTokens > 0;
        if (thinks && shape.ThoughtParts)
        {
            json.WriteStartArray("content");
            WriteThinking(json);
            WritePart(json, completion.Content);
            json.WriteEndArray();
            return;
        }

        if (shape.LoneNumbers && IsNumber(completion.Content, out var number)) json.WriteNumber("content", number);
        else json.WriteString("content", completion.Content);
        if (thinks && shape.ThoughtsIn is { } name) json.WriteString(name, Thoughts);
    }

    private static void WriteThinking(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "thinking");
        json.WriteStartArray("thinking");
        WritePart(json, Thoughts);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static bool IsNumber(string content, out decimal number) =>
        decimal.TryParse(content, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static void WriteUsage(Utf8JsonWriter json, Completion completion)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", completion.PromptTokens);
        json.WriteNumber("completion_tokens", completion.CompletionTokens);
        json.WriteNumber("total_tokens", completion.PromptTokens + completion.CompletionTokens);
        if (completion.ThoughtTokens > 0)
        {
            json.WriteStartObject("completion_tokens_details");
            json.WriteNumber("reasoning_tokens", completion.ThoughtTokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
