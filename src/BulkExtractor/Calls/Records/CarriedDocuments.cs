using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Calls.Records;

/// <summary>Finds the documents in a request that is about to leave, with the texts between their tags.</summary>
internal static partial class CarriedDocuments
{
    /// <summary>A document where it stands in a message.</summary>
    /// <param name="Text">Where its text stands.</param>
    internal sealed record Carried(string Id, Range Text, int End);

    /// <summary>The documents of a message's text.</summary>
    public static IReadOnlyList<Carried> Find(string message) =>
    [
        .. Tagged().Matches(message).Select(match =>
        {
            var text = match.Groups["text"];
            return new Carried(
                match.Groups["id"].Value, text.Index..(text.Index + text.Length), match.Index + match.Length);
        }),
    ];

    /// <summary>The messages of a request.</summary>
    public static IEnumerable<JsonObject> MessagesOf(JsonObject request) =>
        (request["messages"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>What a message says in words.</summary>
    public static string TextOf(JsonObject message) => ReadContent(message["content"]).Text;

    /// <summary>The documents of the last turn, which are those that are asked about.</summary>
    public static IReadOnlyList<RecordedDocument> Read(JsonObject request)
    {
        var turn = MessagesOf(request).LastOrDefault(message => $"{message["role"]}" == "user");
        if (turn is null) return [];
        var (text, pictures) = ReadContent(turn["content"]);
        return
        [
            .. Find(text).Select(document => new RecordedDocument(document.Id, HashOf(
                pictures.Where(picture => picture.Naming.Contains(document.Id, StringComparison.Ordinal))
                    .Select(picture => picture.Url)
                    .Prepend(text[document.Text])))),
        ];
    }

    private static (string Text, List<(string Naming, string Url)> Pictures) ReadContent(JsonNode? content)
    {
        if (content is JsonValue) return ($"{content}", []);
        var texts = new List<string>();
        var pictures = new List<(string, string)>();
        foreach (var part in (content as JsonArray ?? []).OfType<JsonObject>())
        {
            if (part["text"] is { } text) texts.Add($"{text}");
            if (part["image_url"]?["url"] is { } url) pictures.Add((texts.LastOrDefault() ?? "", $"{url}"));
        }

        return (texts.FirstOrDefault() ?? "", pictures);
    }

    private static string HashOf(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    // The line break before the closing tag may be the one after the opening tag: then the text is empty.
    [GeneratedRegex(
        """<document id="(?<id>\w{1,64})">\n(?:(?<text>.*?)\n)?</document \k<id>>""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Tagged();
}
