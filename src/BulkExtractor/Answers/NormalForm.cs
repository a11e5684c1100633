using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Values as they are compared: with gold, with what another model said, with another slice.</summary>
internal static class NormalForm
{
    /// <summary>The value with its texts trimmed and nothing empty in it; null if it is empty itself.</summary>
    public static JsonNode? Trimmed(JsonNode? value) => value switch
    {
        JsonObject fields => Filled(new JsonObject(fields
            .Select(field => KeyValuePair.Create(field.Key, Trimmed(field.Value)))
            .Where(field => field.Value is not null))),
        JsonArray items => Filled(new JsonArray([.. items.Select(Trimmed).Where(item => item is not null)])),
        JsonValue text when text.GetValueKind() == JsonValueKind.String =>
            text.GetValue<string>().Trim() is { Length: > 0 } trimmed ? JsonValue.Create(trimmed) : null,
        _ => value?.DeepClone(),
    };

    /// <summary>The value in words, without case, accents and punctuation.</summary>
    public static string Words(JsonNode? value) => value switch
    {
        JsonObject fields => string.Join(" | ", fields
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}: {Words(field.Value)}")),
        JsonArray items => string.Join(" | ", items.Select(Words)),
        { } text when text.GetValueKind() == JsonValueKind.String => Words(text.GetValue<string>()),
        { } number when number.GetValueKind() == JsonValueKind.Number => Words(Plain(number.ToJsonString())),
        _ => CanonicalJson.Write(value),
    };

    /// <summary>
    /// The same text for values that say the same; empty where nothing is said. Words are compared without case,
    /// accents and punctuation, numbers with their sign and point, lists whatever their order.
    /// </summary>
    public static string Key(JsonNode? value) => Trimmed(value) is { } said ? KeyOf(said) : "";

    private static string KeyOf(JsonNode? value) => value switch
    {
        JsonObject fields => string.Join(" | ", fields
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}: {KeyOf(field.Value)}")),
        JsonArray items => $"[{string.Join(" | ", items.Select(KeyOf).Order(StringComparer.Ordinal))}]",
        { } text when text.GetValueKind() == JsonValueKind.String =>
            Words(text.GetValue<string>()) is { Length: > 0 } words ? words : text.GetValue<string>(),
        _ => CanonicalJson.Write(value),
    };

    // 9.0 as 9; a number that no decimal holds stays as it is written.
    private static string Plain(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
            : number;

    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPunctuation(Rune.GetUnicodeCategory(rune))) words.Append(' ');
            else words.Append(rune.ToString());
        }

        return Folding.Fold(words.ToString());
    }

    private static bool IsPunctuation(UnicodeCategory category) =>
        category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static JsonNode? Filled(JsonNode value) => value switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => null,
        _ => value,
    };
}
