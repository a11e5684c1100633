using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Reads and checks the body of a chat completion request.</summary>
internal sealed class ChatRequestReader
{
    private const int MostFallbackModels = 3;

    private static readonly HashSet<string> ProviderKeys =
    [
        "allow_fallbacks", "data_collection", "enforce_distillable_text", "ignore", "max_price", "only",
        "order", "preferred_max_latency", "preferred_min_throughput", "quantizations", "require_parameters",
        "sort", "zdr",
    ];

    // Not parameters of the model: what is asked, of whom, and how the provider handles it.
    private static readonly HashSet<string> Envelope =
    [
        "messages", "model", "models", "plugins", "provider", "route", "session_id", "stream", "transforms",
        "usage", "user",
    ];

    private static readonly JsonObject NoSchema = [];

    private readonly SchemaCache _schemas = new();

    public (ChatRequest? Request, ErrorReply? Refusal) Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(json.RootElement)
                : (null, Invalid("Invalid request parameters"));
        }
        catch (JsonException)
        {
            return (null, Invalid("Invalid JSON in request body"));
        }
        catch (InvalidOperationException)
        {
            // A string with a lone surrogate is JSON that cannot be turned into text.
            return (null, Invalid("Invalid request parameters"));
        }
    }

    private (ChatRequest? Request, ErrorReply? Refusal) Read(JsonElement root)
    {
        if (Refuse(root) is { } refusal) return (null, refusal);
        return ReadChat(root) is { } request ? (request, null) : (null, Invalid("Invalid request parameters"));
    }

    /// <summary>What every provider reads in a body that names a model; null where something is amiss.</summary>
    public ChatRequest? ReadChat(JsonElement root)
    {
        var messages = root.TryGetProperty("messages", out var list) ? ChatMessages.Read(list) : null;
        if (messages is null || !TryReadMaxTokens(root, out var maxTokens)) return null;

        return new ChatRequest
        {
            Model = root.GetProperty("model").GetString()!,
            MaxTokens = maxTokens,
            PromptTokens = Tokens.In(messages.Characters),
            Pictures = messages.Pictures.Count,
            RequiredParameters = RequiredParametersOf(root),
            Documents =
            [
                .. DocumentTags.Find(messages.LastUser ?? "").Select(document => WithPictures(document, messages)),
            ],
            Examples = [.. messages.Answers.Select(ExampleAnswer.Read).OfType<JsonObject>()],
            WantsQuotes =
                (messages.System ?? messages.FirstUser)?.Contains("\"quotes\"", StringComparison.Ordinal) == true,
            Schema = SchemaOf(messages),
        };
    }

    private static WireDocument WithPictures(WireDocument document, ChatMessages messages)
    {
        var seen = messages.Pictures
            .Where(picture => Names(picture.Naming, document.Id))
            .Select(picture => picture.Seen);
        return document with { Text = string.Join('\n', seen.Prepend(document.Text).Where(text => text.Length > 0)) };
    }

    // The text before the first picture may be that of the documents themselves.
    private static bool Names(string naming, string id) =>
        !naming.Contains("<document", StringComparison.Ordinal) && naming.Contains(id, StringComparison.Ordinal);

    private static ErrorReply? Refuse(JsonElement root)
    {
        if (root.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Array
            && models.GetArrayLength() > MostFallbackModels)
            return Invalid("'models' array must have 3 items or fewer.");
        if (!root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String)
            return Invalid("No models provided");
        if (root.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True)
            return Invalid("Streaming is not simulated");
        return UnknownProviderKey(root) is { } key ? Invalid($"Unrecognized key(s) in object: '{key}'") : null;
    }

    private static string? UnknownProviderKey(JsonElement root)
    {
        if (!root.TryGetProperty("provider", out var provider)) return null;
        if (provider.ValueKind != JsonValueKind.Object) return null;
        var names = provider.EnumerateObject().Select(member => member.Name);
        return names.FirstOrDefault(name => !ProviderKeys.Contains(name));
    }

    private static bool TryReadMaxTokens(JsonElement root, out int? maxTokens)
    {
        maxTokens = null;
        if (!root.TryGetProperty("max_tokens", out var value)
            && !root.TryGetProperty("max_completion_tokens", out value))
            return true;
        if (value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.Number) return false;
        if (!value.TryGetInt32(out var number) || number < 1) return false;
        maxTokens = number;
        return true;
    }

    private static List<string> RequiredParametersOf(JsonElement root)
    {
        var required = root.TryGetProperty("provider", out var provider)
            && provider.ValueKind == JsonValueKind.Object
            && provider.TryGetProperty("require_parameters", out var flag)
            && flag.ValueKind == JsonValueKind.True;
        if (!required) return [];
        var names = root.EnumerateObject().Select(member => member.Name);
        return [.. names.Where(name => !Envelope.Contains(name))];
    }

    private JsonObject SchemaOf(ChatMessages messages)
    {
        var schema = messages.System is { } system ? _schemas.Find(system) : null;

        // Folded into the first user turn for models that refuse a system message.
        return schema ?? SchemaTags.Find(messages.FirstUser ?? "") ?? NoSchema;
    }

    private static ErrorReply Invalid(string message) => new(400, message);
}
