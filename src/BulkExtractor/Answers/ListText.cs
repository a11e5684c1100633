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
        text = text.Trim();
        return text switch
        {
            ['[', ..] => Only(text),
            ['{', .., '}'] => Only(text) ?? Only($"[{text[1..^1]}]"),
            ['(', .., ')'] => Only($"[{text[1..^1]}]"),
            _ => null,
        };
    }

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

    private static JsonNode? Only(string text)
    {
        var json = new LenientJson(text, NoNames);
        return json.Only() is { } only && json.Doubtful.Count == 0
            ? JsonNode.Parse(only, null, new() { AllowDuplicateProperties = true })
            : null;
    }

    [GeneratedRegex("[;；|,，、]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\s*(?:[-*•·–]|[0-9]{1,3}[.)])\s+")]
    private static partial Regex Bullet();
}
