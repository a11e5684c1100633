using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.Calls.Records;

/// <summary>
/// Texts of the same length and look that tell nothing: a letter becomes x, a digit 1; ids and what makes up the form
/// stay.
/// </summary>
internal static partial class StandIns
{
    /// <summary>One for a text, in which nothing stays.</summary>
    public static string ForText(string text)
    {
        var other = new StringBuilder(text.Length);
        foreach (var sign in text) other.Append(ForSign(sign));
        return other.ToString();
    }

    /// <summary>
    /// One for what a model wrote: the names of members, the marks of thoughts and fences, and the ids stay.
    /// </summary>
    public static string ForReply(string written, IReadOnlyList<string> ids)
    {
        var known = ids.ToHashSet(StringComparer.Ordinal);
        return Pieces().Replace(written, piece =>
            piece.Groups["form"].Success || known.Contains(piece.Groups["word"].Value) ? piece.Value
            : piece.Groups["number"].Success ? ForNumber(piece.Value)
            : piece.Groups["text"].Success ? ForLiteral(piece.Value, known)
            : ForText(piece.Value));
    }

    // What stands between quotes keeps its escapes, or the JSON around it would break.
    private static string ForLiteral(string literal, HashSet<string> ids) => Words().Replace(literal, word =>
        word.Groups["escape"].Success ? word.Value
        : word.Groups["letter"].Success ? @"\u0078"
        : ids.Contains(word.Value) ? word.Value
        : ForText(word.Value));

    private static string ForNumber(string number) =>
        string.Create(number.Length, number, (span, from) =>
        {
            for (var at = 0; at < span.Length; at++) span[at] = char.IsAsciiDigit(from[at]) ? '1' : from[at];
        });

    private static char ForSign(char sign) => char.GetUnicodeCategory(sign) switch
    {
        UnicodeCategory.DecimalDigitNumber => '1',
        UnicodeCategory.UppercaseLetter => 'X',
        UnicodeCategory.Surrogate => 'x',
        <= UnicodeCategory.EnclosingMark => 'x',
        _ => sign,
    };

    // A member's name; a mark of thoughts, a fence, a literal of JSON; a text in quotes, whole or cut off; a number;
    // a word.
    [GeneratedRegex(
        """
        (?<form>"[\w/.~\ -]{1,64}"(?=\s*:)
          |<[/|]{0,2}[\w:|-]{0,20}(?:think|thought|reason|analysis|channel|final|message|start|end|return)[\w:|-]{0,20}>
          |\[/?THINK\]|```json\b|\b(?:true|false|null)\b)
        |(?<text>"(?:[^"\\]|\\.)*"?)
        |(?<number>(?<!\w)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))
        |(?<word>\w+)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"(?<letter>\\u[0-9a-fA-F]{4})|(?<escape>\\.)|\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
