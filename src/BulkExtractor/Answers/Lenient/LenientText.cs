using System.Globalization;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Answers.Lenient;

/// <summary>A text between quotes.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Literal">What it says if its strange escapes are none; null if it has none of them.</param>
/// <param name="End">Where it ends, with its quote.</param>
internal sealed record LenientText(string Value, string? Literal, int End)
{
    private const int LengthOfUnit = 4;

    /// <summary>Whether a text may begin so.</summary>
    public static bool IsQuote(char sign) => ClosersOf(sign).Length > 0;

    /// <summary>The text that begins with the quote at a place; null if it has no end or no clear meaning.</summary>
    public static LenientText? Read(string source, int start) =>
        ClosersOf(source[start]) is { Length: > 0 } closers ? Read(source, start + 1, closers) : null;

    /// <summary>The text from a place to one of its ends.</summary>
    public static LenientText? Read(string source, int start, string closers)
    {
        var (value, literal) = (new StringBuilder(), new StringBuilder());
        var strange = false;
        for (var at = start; at < source.Length;)
        {
            var plain = IndexOfSpecial(source, at, closers) - at;
            value.Append(source, at, plain);
            literal.Append(source, at, plain);
            at += plain;
            if (at == source.Length) break;
            if (source[at] != '\\')
            {
                var asWritten = strange ? CleanText.Clean(literal.ToString()) : null;
                return new(CleanText.Clean(value.ToString()), asWritten, at + 1);
            }

            if (ReadEscape(source, at, closers) is not var (sign, length, isStrange)) return null;
            value.Append(sign);
            if (isStrange) literal.Append(source, at, length);
            else literal.Append(sign);
            strange |= isStrange;
            at += length;
        }

        return null;
    }

    private static string ClosersOf(char quote) => quote switch
    {
        '"' => "\"",
        '\'' => "'",
        '“' => "”\"",
        '„' => "“”\"",
        '‘' => "’",
        _ => "",
    };

    private static int IndexOfSpecial(string source, int at, string closers)
    {
        var step = closers.Length == 1
            ? source.AsSpan(at).IndexOfAny(closers[0], '\\')
            : source.AsSpan(at).IndexOfAny($"{closers}\\");
        return step < 0 ? source.Length : at + step;
    }

    // What no JSON has is a sign that needed no escape (\_ and \'), or a backslash that needed one. A letter behind it
    // may be an escape, or a part of a path: no text is made of that.
    private static (char Sign, int Length, bool IsStrange)? ReadEscape(string source, int at, string closers)
    {
        if (at + 1 == source.Length) return null;
        var sign = source[at + 1];
        return sign switch
        {
            '"' or '\\' or '/' => (sign, 2, false),
            'b' => ('\b', 2, false),
            'f' => ('\f', 2, false),
            'n' => ('\n', 2, false),
            'r' => ('\r', 2, false),
            't' => ('\t', 2, false),
            'u' => UnitOf(source, at + 2, LengthOfUnit) is { } unit ? (unit, 2 + LengthOfUnit, false) : null,
            'x' => UnitOf(source, at + 2, 2) is { } unit ? (unit, 4, true) : null,
            _ when closers.Contains(sign) => (sign, 2, false),
            _ when char.IsAscii(sign) && (char.IsPunctuation(sign) || char.IsSymbol(sign)) => (sign, 2, true),
            _ => null,
        };
    }

    private static char? UnitOf(string source, int at, int length) =>
        at + length <= source.Length
        && ushort.TryParse(
            source.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
