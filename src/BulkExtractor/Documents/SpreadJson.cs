using System.Text.Json;

namespace BulkExtractor.Documents;

/// <summary>JSON that stands in a row without quotes around it: its own delimiters part it into cells.</summary>
internal static class SpreadJson
{
    // What is longer without an end is no JSON; a row full of brackets must not be read over and over.
    private const int Longest = 1 << 16;

    /// <summary>Whether a cell may begin JSON; most do not, and need no second look.</summary>
    public static bool MayBegin(string cell) => cell.AsSpan().ContainsAny('{', '[');

    /// <summary>Whether the first cell of the rest of a row begins JSON that a later one ends.</summary>
    /// <param name="length">The cell's length; negative if it is the last one.</param>
    public static bool Begins(ReadOnlySpan<char> rest, int length)
    {
        if (length < 0) return false;
        var start = rest[..length].IndexOfAny('{', '[');
        if (start < 0) return false;
        var end = LengthOf(rest[start..Math.Min(rest.Length, start + Longest)]);
        return start + end > length && IsJson(rest.Slice(start, end));
    }

    // To the bracket that closes the first one; 0 if none does on the same line.
    private static int LengthOf(ReadOnlySpan<char> text)
    {
        var (depth, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quoted: at++; break;
                case '"': quoted = !quoted; break;
                case '\r' or '\n': return 0;
                case '{' or '[' when !quoted: depth++; break;
                case '}' or ']' when !quoted && --depth == 0: return at + 1;
            }
        }

        return 0;
    }

    private static bool IsJson(ReadOnlySpan<char> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text.ToString());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
