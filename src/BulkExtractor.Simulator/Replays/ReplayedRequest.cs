using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Replays;

/// <summary>A request whose recorded answer is looked for.</summary>
/// <param name="Model">Null where it names none.</param>
/// <param name="Documents">Those of the last user message.</param>
internal sealed record ReplayedRequest(string? Model, IReadOnlyList<KnownDocument> Documents)
{
    private static readonly ReplayedRequest Unknown = new(null, []);

    /// <summary>Reads a body; what is no chat completion names nothing.</summary>
    public static ReplayedRequest Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Unknown;
        }
    }

    private static ReplayedRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Unknown;
        var model = root.TryGetProperty("model", out var named) ? named.GetString() : null;
        if (!root.TryGetProperty("messages", out var messages)) return new(model, []);
        var asked = messages.EnumerateArray()
            .LastOrDefault(message => message.TryGetProperty("role", out var role) && role.ValueEquals("user"));
        return asked.ValueKind == JsonValueKind.Object && asked.TryGetProperty("content", out var content)
            ? new(model, DocumentsOf(content))
            : new(model, []);
    }

    private static List<KnownDocument> DocumentsOf(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) return Hash(content.GetString()!, []);
        var texts = new List<string>();
        var pictures = new List<(string Naming, string Url)>();
        foreach (var part in content.EnumerateArray())
        {
            if (part.TryGetProperty("text", out var text)) texts.Add(text.GetString()!);
            if (part.TryGetProperty("image_url", out var image) && image.TryGetProperty("url", out var url))
                pictures.Add((texts.LastOrDefault() ?? "", url.GetString()!));
        }

        return Hash(texts.FirstOrDefault() ?? "", pictures);
    }

    private static List<KnownDocument> Hash(string message, List<(string Naming, string Url)> pictures) =>
    [
        .. DocumentTags.Find(message).Select(document => new KnownDocument(
            document.Id,
            HashOf(pictures.Where(picture => picture.Naming.Contains(document.Id, StringComparison.Ordinal))
                .Select(picture => picture.Url)
                .Prepend(document.Text)))),
    ];

    private static string HashOf(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
