using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>What a model is sent: one chat completion a pack.</summary>
public static class Prompt
{
    // What stands around a document, and around the message that holds them all.
    private const int TagBytes = 48;
    private const int MessageBytes = 64;

    private static readonly ConditionalWeakTable<Definition, PromptParts> Parts = [];

    /// <summary>The body of the request, as UTF-8.</summary>
    public static byte[] Write(Pack pack)
    {
        var parts = PartsOf(pack.Definition);
        var body = new ArrayBufferWriter<byte>(parts.Messages.Length + PicturesTurn.LengthOf(pack) + 4_096);
        using (var json = new Utf8JsonWriter(body, PlainJson.Writer))
        {
            json.WriteStartObject();
            json.WriteString("model", pack.Model.Id);
            WriteMessages(json, parts, pack);
            json.WriteNumber(pack.Form.NewCapName ? "max_completion_tokens" : "max_tokens", pack.MaxTokens);
            IReadOnlyDictionary<string, JsonNode?> extra =
                pack.Form.NoExtra ? FrozenDictionary<string, JsonNode?>.Empty : pack.Model.AllExtra;
            if (!pack.Form.NoTemperature && !extra.ContainsKey("temperature")) json.WriteNumber("temperature", 0);
            json.WriteBoolean("stream", false);
            WriteFormat(json, pack.Format ?? ReplyFormats.First(pack.Model), parts);
            if (SpeaksOpenRouter(pack.Model.Account)) WriteRouting(json, pack);
            foreach (var (name, value) in extra) WriteExtra(json, name, value);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>The estimated tokens of everything but the documents and their tags.</summary>
    public static int OverheadTokens(Definition definition) => PartsOf(definition).Tokens;

    /// <summary>The most tokens that a request can have: no tokenizer makes more of a text than it has bytes.</summary>
    public static int MostTokens(Definition definition, IEnumerable<LeasedChunk> chunks)
    {
        var parts = PartsOf(definition);
        return parts.Messages.Length + parts.ResponseFormat.Length + MessageBytes + chunks.Sum(MostTokens);
    }

    private static int MostTokens(LeasedChunk chunk) =>
        Encoding.UTF8.GetByteCount(chunk.Text) + TagBytes + (chunk.PictureCount * (Picture.MostTokens + TagBytes));

    /// <summary>The documents of a pack as the models read them, each between its tags.</summary>
    internal static string Documents(IEnumerable<(string Id, string Text)> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append("<document id=\"").Append(document.Id).Append("\">\n")
                .Append(CleanText.Clean(document.Text))
                .Append("\n</document ").Append(document.Id).Append('>');
        }

        return text.ToString();
    }

    private static PromptParts PartsOf(Definition definition) => Parts.GetValue(definition, PromptParts.Create);

    private static void WriteMessages(Utf8JsonWriter json, PromptParts parts, Pack pack)
    {
        json.WriteStartArray("messages");
        // Validated when they were written; they are items of an array, so not one value.
        var before = pack.Form.SystemFolded ? parts.FoldedExamples : parts.Messages;
        if (before.Length > 0) json.WriteRawValue(before, skipInputValidation: true);
        var documents = Documents(pack.Chunks.Select(c => (c.Id, c.Chunk.Text))) + PackHints.Describe(pack);
        if (before.Length == 0) documents = PromptParts.Fold(parts.System, documents);
        if (pack.Chunks.Any(c => c.Pictures.Count > 0)) PicturesTurn.Write(json, documents, pack);
        else PromptParts.WriteMessage(json, "user", documents);
        json.WriteEndArray();
    }

    private static void WriteFormat(Utf8JsonWriter json, ReplyFormat format, PromptParts parts)
    {
        if (format == ReplyFormat.Schema) WriteRaw(json, "response_format", parts.ResponseFormat);
        if (format == ReplyFormat.JsonObject) WriteRaw(json, "response_format", """{"type":"json_object"}"""u8);
    }

    private static void WriteExtra(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null) json.WriteNullValue();
        else value.WriteTo(json);
    }

    internal static bool SpeaksOpenRouter(Account account) =>
        account.Simulated
        || account.Address.Host.Equals("openrouter.ai", StringComparison.OrdinalIgnoreCase)
        || account.Address.Host.EndsWith(".openrouter.ai", StringComparison.OrdinalIgnoreCase);

    // Small contexts are compressed by default there: the middle of the documents would be cut in silence.
    private static void WriteRouting(Utf8JsonWriter json, Pack pack)
    {
        WriteRaw(json, "plugins", """[{"id":"context-compression","enabled":false}]"""u8);
        if (pack.DenyDataCollection) WriteRaw(json, "provider", """{"data_collection":"deny"}"""u8);
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }
}
