using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Calls;

namespace BulkExtractor.Answers;

/// <summary>What a reply says about the documents it was asked for.</summary>
/// <param name="Fields">By id, what was said exactly once, or every time alike.</param>
/// <param name="Problems">By id, why what was said cannot be used.</param>
/// <param name="UnknownIds">How many documents nobody had asked for.</param>
public sealed record ReadDocuments(
    IReadOnlyDictionary<string, JsonObject> Fields, IReadOnlyDictionary<string, string> Problems, int UnknownIds)
{
    /// <summary>By id, the words quoted for values, by JSON pointer.</summary>
    public IReadOnlyDictionary<string, JsonObject> Quotes { get; init; } = new Dictionary<string, JsonObject>();
}

/// <summary>
/// Reads what models write: JSON, also amid prose, fences and thoughts, with trailing commas, or cut off. A document
/// counts only if its own element is whole: nothing is closed, quoted or guessed.
/// </summary>
public static class ReplyReader
{
    private const int MaxDepth = 64;

    private static readonly ReadDocuments None =
        new(new Dictionary<string, JsonObject>(), new Dictionary<string, string>(), 0);

    // Each failed candidate may read on to the end; honest replies have a handful.
    private const int MaxFailures = 1_000;

    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, MaxDepth = MaxDepth };

    /// <summary>The documents in a reply.</summary>
    /// <param name="ids">The ids that were asked for.</param>
    /// <param name="properties">The names of the fields, to recognise them where their wrapping is missing.</param>
    /// <param name="truncated">Whether the reply was cut off.</param>
    public static ReadDocuments Read(
        string content, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties, bool truncated = false)
    {
        var found = new DocumentCollector(ids, properties);
        var text = Encoding.UTF8.GetBytes(JsonEscapes.Clean(Thoughts.Skip(content, truncated)));
        ReadOnlySpan<byte> rest = text;
        var failures = 0;
        while (failures < MaxFailures && NextStart(rest) is var start and >= 0)
        {
            rest = rest[start..];
            var length = LengthOfValue(rest);
            if (length == 0) failures++;
            else found.Add(rest[..length], whole: failures == 0, overclosed: IsOverclosed(rest[length..]));
            rest = rest[Math.Max(length, 1)..];
            // Whoever speaks on after documents, and never comes to an end, may have meant them as a draft.
            if (truncated && length > 0 && found.HasDocuments && IsProse(rest)) return None;
        }

        return found.Documents();
    }

    // An object that has a property, or a list of such: prose has brackets too.
    private static int NextStart(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var step = text[i..].IndexOfAny((byte)'{', (byte)'[');
            if (step < 0) return -1;

            i += step;
            var next = text[(i + 1)..].TrimStart(" \t\r\n"u8);
            if (next.StartsWith(text[i] == '{' ? "\""u8 : "{"u8)) return i;
        }

        return -1;
    }

    // What may follow a value is the rest of the JSON around it, another value, or the end of a fence.
    private static bool IsProse(ReadOnlySpan<byte> rest)
    {
        var next = rest.TrimStart(" \t\r\n]},"u8);
        if (next.StartsWith("```"u8)) next = AfterFences(next);
        if (next.IsEmpty || next[0] is (byte)'{' or (byte)'[') return false;
        var between = rest[..^next.Length];
        return next[0] is not ((byte)'"' or (byte)'\'') || !between.Contains((byte)',');
    }

    private static ReadOnlySpan<byte> AfterFences(ReadOnlySpan<byte> text)
    {
        while (text.StartsWith("```"u8))
        {
            text = text["```"u8.Length..];
            if (text.StartsWith("json"u8)) text = text["json"u8.Length..];
            text = text.TrimStart(" \t\r\n"u8);
        }

        return text;
    }

    private static bool IsOverclosed(ReadOnlySpan<byte> rest) => rest.TrimStart(" \t\r\n"u8).StartsWith("}"u8);

    private static int LengthOfValue(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Tolerant);
        try
        {
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
