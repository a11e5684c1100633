using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>The words of a document that tell values which do not stand there themselves.</summary>
internal static class Quotes
{
    /// <summary>By JSON pointer, for the choices among the fields; what no words tell is left out.</summary>
    public static JsonObject Find(string document, JsonObject schema, JsonObject fields)
    {
        var page = new SourceDocument(document);
        var quotes = new JsonObject();
        foreach (var field in Field.Read(schema).Properties)
        {
            if (fields[field.Name] is not JsonValue value || WordsFor(page, field, value) is not { } words) continue;
            var pointer = field.Name
                .Replace("~", "~0", StringComparison.Ordinal)
                .Replace("/", "~1", StringComparison.Ordinal);
            quotes[$"/{pointer}"] = page[words];
        }

        return quotes;
    }

    private static Span? WordsFor(SourceDocument page, Field field, JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String when field.Enum.Count > 0 => WordsFor(page.Values, page, value.GetValue<string>()),
        JsonValueKind.True => WordsFor(Lexicon.Flags.Scan(page.Lower), page, field.Words),
        JsonValueKind.False => WordsFor(Lexicon.Flags.Scan(page.Lower), page, $"-{field.Words}"),
        _ => null,
    };

    private static Span? WordsFor(IReadOnlyList<Hit> hits, SourceDocument page, string value)
    {
        var key = value.StartsWith('-') ? value : value.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        var hit = hits.FirstOrDefault(hit => hit.Keys.Contains(key));
        if (hit.Length > 0) return new Span(hit.Start, hit.End);

        var at = key.Length == 0 ? -1 : page.Lower.IndexOf(key, StringComparison.Ordinal);
        return at < 0 ? null : new Span(at, at + key.Length);
    }
}
