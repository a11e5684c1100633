using System.Text.Json;

namespace BulkExtractor.Simulator.Wire;

/// <summary>The messages of a request: how long they are, and the three that are read.</summary>
internal sealed class ChatMessages
{
    public int Characters { get; private set; }

    /// <summary>What a seeing model reads in each picture, with the text before it that names its document.</summary>
    public List<(string Naming, string Seen)> Pictures { get; } = [];

    /// <summary>The first system message.</summary>
    public string? System { get; private set; }

    public string? FirstUser { get; private set; }

    public string? LastUser { get; private set; }

    /// <summary>What the assistant is said to have answered: examples.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>Null if the messages are not as they should be.</summary>
    public static ChatMessages? Read(JsonElement messages)
    {
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0) return null;
        var read = new ChatMessages();
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind != JsonValueKind.Object
                || !message.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String)
                return null;
            read.Add(role.GetString()!, message.TryGetProperty("content", out var content) ? content : default);
        }

        return read;
    }

    private void Add(string role, JsonElement content)
    {
        var text = TextOf(content);
        Characters += text.Length;
        if (role == "system") System ??= text;
        if (role == "assistant") Answers.Add(text);
        if (role != "user") return;
        FirstUser ??= text;
        LastUser = text;
    }

    private string TextOf(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) return "";
        var texts = new List<string>();
        foreach (var part in content.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object))
        {
            if (part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                texts.Add(text.GetString()!);
            if (!part.TryGetProperty("image_url", out var image)) continue;
            Pictures.Add((texts.LastOrDefault() ?? "", PictureText.Read(image)));
            Characters += PictureText.Characters;
        }

        return string.Join('\n', texts);
    }
}
