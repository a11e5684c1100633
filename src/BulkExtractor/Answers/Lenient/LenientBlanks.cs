using System.Buffers;

namespace BulkExtractor.Answers.Lenient;

/// <summary>What may stand between the signs of JSON: blanks of all kinds, and comments.</summary>
internal static class LenientBlanks
{
    private static readonly SearchValues<char> JsonSigns = SearchValues.Create("{}[]\"“”");

    /// <summary>Where the text goes on behind blanks and comments, and whether a line ended on the way.</summary>
    /// <remarks>A comment that could be a part of the JSON is none: the text goes on with it.</remarks>
    public static (int Next, bool NewLine) Skip(string text, int at)
    {
        var newLine = false;
        while (at < text.Length)
        {
            if (IsBlank(text[at])) newLine |= text[at++] is '\n' or '\r' or '\u2028';
            else if (EndOfComment(text, at) is var end and >= 0) at = end;
            else break;
        }

        return (at, newLine);
    }

    private static bool IsBlank(char sign) =>
        char.IsWhiteSpace(sign) || sign is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060';

    private static int EndOfComment(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("/*"))
        {
            var end = rest[2..].IndexOf("*/");
            return end >= 0 && IsComment(rest[2..(end + 2)]) ? at + end + 4 : -1;
        }

        if (!rest.StartsWith("//") && rest[0] != '#') return -1;

        var line = rest.IndexOfAny('\n', '\r');
        if (line < 0) line = rest.Length;
        return IsComment(rest[..line]) ? at + line : -1;
    }

    // A comment that ate a part of the JSON is none, and a member that was commented out may be meant.
    private static bool IsComment(ReadOnlySpan<char> comment)
    {
        var words = comment.Trim("/#* \t");
        return !words.ContainsAny(JsonSigns)
            && words.IndexOf("':") < 0
            && !words.EndsWith(",")
            && !LenientScalars.IsScalar(words);
    }
}
