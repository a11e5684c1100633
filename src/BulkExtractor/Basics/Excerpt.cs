using System.Text.Json.Nodes;

namespace BulkExtractor.Basics;

/// <summary>Values as they are shown to people: short, on one line.</summary>
public static class Excerpt
{
    private const int MaxLength = 60;

    /// <summary>A value as JSON.</summary>
    public static string Cut(JsonNode? value) => Plain(value?.ToJsonString(PlainJson.Compact) ?? "null");

    /// <summary>JSON as it is written.</summary>
    public static string Plain(string json) => Cut(json, MaxLength);

    /// <summary>A text on one line, of no more than so many characters.</summary>
    public static string Cut(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= most) return line;
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return $"{line.AsSpan(0, end)}…";
    }
}
