using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.Answers.Lenient;

namespace BulkExtractor.Answers;

/// <summary>Lists and objects that came as a text.</summary>
internal static partial class ListText
{
    private static readonly HashSet<string> NoNames = [];

    /// <summary>The list or object that a text is, as JSON or as Python writes it; null if it is none.</summary>
    public static JsonNode? Parse(string text)
    {
        if (!IsBracketed(text)) return null;
        var json = new LenientJson(text, NoNames);
        return json.Only() is { } only && json.Doubtful.Count == 0
            ? JsonNode.Parse(only, null, new() { AllowDuplicateProperties = true })
            : null;
    }

    /// <summary>Whether a text begins as a list or an object does.</summary>
    public static bool IsBracketed(string text) => text.TrimStart() is ['[' or '{', ..];

    /// <summary>The items of a text by its lines, semicolons, bars or commas; one if it has none of them.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var separator = Separators().Match(text);
        string[] parts = text.Contains('\n')
            ? [.. text.Split('\n').Select(line => Bullet().Replace(line, ""))]
            : separator.Success ? text.Split(Strongest(text)) : [text];
        return [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
    }

    private static char[] Strongest(string text) =>
        text.IndexOfAny([';', '；']) >= 0 ? [';', '；']
        : text.Contains('|') ? ['|']
        : [',', '，', '、'];

    [GeneratedRegex("[;；|,，、]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\s*(?:[-*•·–]|[0-9]{1,3}[.)])\s+")]
    private static partial Regex Bullet();
}
