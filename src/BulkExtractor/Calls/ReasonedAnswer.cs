using System.Text;
using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>An answer that stands where the thoughts should: read only if nothing else can have been meant.</summary>
internal static class ReasonedAnswer
{
    /// <summary>
    /// The one object behind the thoughts, if the model came to its end and wrote nothing else; null if there is none,
    /// or another one in the thoughts.
    /// </summary>
    public static string? Of(CompletionMessage message)
    {
        if (message.Finish != "stop") return null;

        var thoughts = message.Reasoning;
        var start = ThoughtMarks.IndexAfterLast(thoughts) ?? 0;
        var answer = thoughts[start..].Trim();
        return answer.StartsWith('{') && Object(answer) is { } said
            && Objects(thoughts[..start]).All(draft => draft is { } one && JsonElement.DeepEquals(one, said))
                ? answer
                : null;
    }

    private static JsonElement? Object(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonEscapes.Clean(text));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Whatever may be an object counts: one that is broken is a draft as well, and differs.
    private static IEnumerable<JsonElement?> Objects(string thoughts)
    {
        for (var at = thoughts.IndexOf('{'); at >= 0; at = thoughts.IndexOf('{', at + 1))
        {
            if (!thoughts.AsSpan(at + 1).TrimStart().StartsWith("\"")) continue;
            var (draft, length) = First(thoughts[at..]);
            yield return draft;
            at += length;
        }
    }

    private static (JsonElement? Draft, int Length) First(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonEscapes.Clean(text));
        var reader = new Utf8JsonReader(bytes);
        try
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return (json.RootElement.Clone(), Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed) - 1);
        }
        catch (JsonException)
        {
            return (null, text.Length);
        }
    }
}
