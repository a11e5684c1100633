using System.Text.Json.Nodes;

namespace BulkExtractor.Basics;

/// <summary>Values as they are shown to people: short, on one line.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    public static string Cut(JsonNode? value) => Plain(value?.ToJsonString(PlainJson.Compact) ?? "null");

    public static string Plain(string json)
    {
        if (json.Length <= MaxLength) return json;

        var end = char.IsHighSurrogate(json[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return $"{json.AsSpan(0, end)}…";
    }
}
