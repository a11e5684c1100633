using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.Answers.Lenient;

/// <summary>Numbers and words as strict JSON writes them.</summary>
internal static partial class LenientScalars
{
    /// <summary>Writes the number or word at a place, and goes behind it; false if it is neither.</summary>
    public static bool TryRead(string text, ref int at, StringBuilder json)
    {
        foreach (var found in Scalar().EnumerateMatches(text, at))
        {
            if (found.Index != at) return false;
            var scalar = text.AsSpan(at, found.Length);
            at += found.Length;
            if (char.IsLetter(scalar[0])) json.Append(WordOf(scalar));
            else WriteNumber(scalar, json);
            return true;
        }

        return false;
    }

    /// <summary>Whether a text is a number or a word of JSON.</summary>
    public static bool IsScalar(ReadOnlySpan<char> text)
    {
        foreach (var found in Scalar().EnumerateMatches(text)) return found.Length == text.Length;
        return false;
    }

    /// <summary>Writes a text with its quotes.</summary>
    public static void Quote(ReadOnlySpan<char> text, StringBuilder json)
    {
        json.Append('"');
        foreach (var sign in text)
        {
            if (sign is '"' or '\\') json.Append('\\').Append(sign);
            else if (sign < ' ') json.Append($"\\u{(int)sign:x4}");
            else json.Append(sign);
        }

        json.Append('"');
    }

    private static string WordOf(ReadOnlySpan<char> word) => char.ToLowerInvariant(word[0]) switch
    {
        't' => "true",
        'f' => "false",
        _ => "null",
    };

    // +5 and .5 say what 5 and 0.5 do.
    private static void WriteNumber(ReadOnlySpan<char> number, StringBuilder json)
    {
        if (number[0] == '-') json.Append('-');
        number = number.TrimStart("+-");
        if (number[0] == '.') json.Append('0');
        json.Append(number);
    }

    [GeneratedRegex(
        @"\G(?:[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
        + @"|true|false|null|none)(?![\p{L}0-9_.])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scalar();
}
