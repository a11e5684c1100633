using System.Text.Json;
using System.Text.RegularExpressions;

namespace BulkExtractor.Calls.Refusals;

/// <summary>Reads what a provider says in an error, whatever shape it gives it.</summary>
/// <remarks>
/// Seen are an object, a text, a list, lists of objects, objects under <c>message</c>, and JSON within a text. No shape
/// is asked for: the first words that are found count.
/// </remarks>
internal static partial class ErrorText
{
    private const int Deepest = 8;
    private const int MostItems = 3;
    private const int MostCodes = 40;
    private const int LongestCode = 80;
    private const int PageLength = 600;

    // The outermost come first; a title only says what the status says.
    private static readonly string[] Sentences =
    [
        "error", "errors", "message", "msg", "detail", "error_message", "errorMessage", "error_msg",
        "error_description", "description", "reason", "title", "statusText",
    ];

    private static readonly HashSet<string> CodeNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "type", "status", "reason", "param", "error_type", "errorType", "error_code", "errorCode", "error",
        "quotaId", "quotaMetric", "limit_source", "failed_routing_step",
    };

    // What the request itself held, sent back.
    private static readonly HashSet<string> Echoes = new(StringComparer.OrdinalIgnoreCase)
    {
        "input", "ctx", "failed_generation", "request", "prompt", "messages", "body",
    };

    /// <summary>The provider's own sentence; empty where it says nothing.</summary>
    public static string Sentence(JsonElement error) => Sentence(error, 0);

    /// <summary>The codes, types and reasons anywhere in an error, with blanks between.</summary>
    public static string Codes(JsonElement error) =>
        string.Join(' ', CodesIn(error, 0).Where(code => code.Length > 0).Distinct().Take(MostCodes));

    /// <summary>The JSON in a text, as routers pass on what a provider said; null for other texts.</summary>
    public static JsonElement? Opened(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{") && !text.AsSpan().TrimStart().StartsWith("[")) return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The words of a web page: its title, and what it shows.</summary>
    public static (string Title, string Words) Page(string html)
    {
        var title = Title().Match(html).Groups["words"].Value;
        var words = Blanks().Replace(Tags().Replace(html, " "), " ").Trim();
        return (Blanks().Replace(title, " ").Trim(), words[..Math.Min(words.Length, PageLength)]);
    }

    private static string Sentence(JsonElement element, int depth) =>
        depth > Deepest ? "" : element.ValueKind switch
        {
            JsonValueKind.String => SentenceIn(element.GetString()!, depth),
            JsonValueKind.Array => string.Join("; ", element.EnumerateArray().Take(MostItems)
                .Select(item => Sentence(item, depth + 1)).Where(words => words.Length > 0)),
            JsonValueKind.Object => WithPlace(element, SentenceOf(element, depth)),
            _ => "",
        };

    private static string SentenceIn(string text, int depth) =>
        Opened(text) is { } inner && Sentence(inner, depth + 1) is { Length: > 0 } said ? said : text;

    // Some name the kind of the error beside the sentence that tells it.
    private static string SentenceOf(JsonElement error, int depth)
    {
        var said = Sentences.Select(name => Sentence(error.Member(name), depth + 1)).Where(words => words.Length > 0);
        var (first, second) = (said.FirstOrDefault() ?? "", said.Skip(1).FirstOrDefault() ?? "");
        return error.Member("error").ValueKind == JsonValueKind.String && second.Length > first.Length
            ? $"{first}: {second}"
            : first;
    }

    // FastAPI tells where in the body of the request something was wrong.
    private static string WithPlace(JsonElement error, string sentence)
    {
        if (error.Member("loc") is not { ValueKind: JsonValueKind.Array } loc || sentence.Length == 0) return sentence;
        var place = loc.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String)
            .Select(part => part.GetString()!).Where(part => part != "body");
        return $"{string.Join('.', place)}: {sentence}";
    }

    private static IEnumerable<string> CodesIn(JsonElement element, int depth)
    {
        if (depth > Deepest) return [];
        return element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().Take(MostItems)
                .SelectMany(item => CodesIn(item, depth + 1)),
            JsonValueKind.Object => element.EnumerateObject().Where(member => !Echoes.Contains(member.Name))
                .SelectMany(member => CodesIn(member, depth)),
            JsonValueKind.String when Opened(element.GetString()!) is { } inner => CodesIn(inner, depth + 1),
            _ => [],
        };
    }

    private static IEnumerable<string> CodesIn(JsonProperty member, int depth)
    {
        var own = member.Value.ValueKind switch
        {
            _ when !CodeNames.Contains(member.Name) => "",
            JsonValueKind.String when member.Value.GetString()!.Length <= LongestCode => member.Value.GetString()!,
            JsonValueKind.Number => member.Value.GetRawText(),
            _ => "",
        };
        return CodesIn(member.Value, depth + 1).Prepend(own);
    }

    [GeneratedRegex("<title[^>]*>(?<words>[^<]{1,200})", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(
        "<(script|style)[^>]*>.*?</(script|style)>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
