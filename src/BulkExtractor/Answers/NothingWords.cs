using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Words that say that there is no value.</summary>
internal static class NothingWords
{
    private static readonly char[] Around = ['(', ')', '<', '>', '[', ']', '"', '\'', '.', '*', '`'];

    // What needs no document to be understood.
    private static readonly string[] Plain = ["", "NULL", "N/A"];

    private static readonly string[] Words =
    [
        .. Plain, "NONE", "NIL", "UNKNOWN", "UNDEFINED", "UNSPECIFIED", "-", "--", "\u2013", "\u2014",
        "NOT AVAILABLE", "NOT APPLICABLE", "NOT SPECIFIED", "NOT STATED", "NOT GIVEN", "NOT PROVIDED", "NOT MENTIONED",
        "NOT FOUND",
    ];

    /// <summary>Whether a text says nothing, whatever the document says.</summary>
    public static bool IsPlain(string text) => Plain.Contains(Folding.Fold(text));

    /// <summary>Whether a text may say that there is no value.</summary>
    public static bool Is(string text)
    {
        var folded = Folding.Fold(text);
        return Words.Contains(folded) || (folded.Trim(Around) is { Length: > 0 } bare && Words.Contains(bare));
    }

    /// <summary>Whether a schema names a word as one of its values.</summary>
    public static bool IsValueOf(FieldSchema schema, string text)
    {
        var folded = Folding.Fold(text);
        return schema.Enum.Concat(schema.Examples).Any(value =>
            value is JsonValue && value.GetValueKind() == JsonValueKind.String
            && Folding.Fold(value.GetValue<string>()) == folded);
    }

    /// <summary>Whether a document holds a word by itself: between others, or a sign as a whole entry.</summary>
    public static bool StandsIn(string document, string text)
    {
        var word = text.Trim();
        if (word.Length == 0) return false;

        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            // Between other words a dash is none of its own.
            if (word.All(IsDash) ? IsEntry(document, at, word.Length) : IsWord(document, at, word.Length)) return true;
        }

        return false;

        int Find(int from) => document.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsDash(char sign) => sign is '-' or '\u2013' or '\u2014';

    private static bool IsWord(string document, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(document[at - 1]))
        && (at + length == document.Length || !char.IsLetterOrDigit(document[at + length]));

    private static bool IsEntry(string document, int at, int length)
    {
        var before = document.AsSpan(0, at).TrimEnd(" \t");
        var behind = document.AsSpan(at + length).TrimStart(" \t");
        return (before.IsEmpty || before[^1] is '\n' or '\r' or ':' or '=' or '|' or ';' or ',')
            && (behind.IsEmpty || behind[0] is '\n' or '\r' or '|' or ';' or ',');
    }
}
