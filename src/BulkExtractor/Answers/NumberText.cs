using System.Text;
using System.Text.RegularExpressions;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Numbers as the world writes them: with currencies, groups, and either sign for the decimals.</summary>
internal static partial class NumberText
{
    private const int MaxLength = 60;
    private const string Currency = @"(?<currency>\p{Sc}|[A-Z]{3}|[A-Z]{1,2}\$|[Kk]r\.?|zł|Kč|Ft|Fr\.?|Rs\.?|元|円|원)?";

    /// <summary>The number as JSON writes it; null if the text is not clearly one number.</summary>
    /// <param name="ambiguous">Whether 1.234 was read one way though it could be read the other.</param>
    public static string? Read(string text, FieldSchema schema, out bool ambiguous)
    {
        ambiguous = false;
        if (text.Length > MaxLength) return null;

        var plain = Plain(text);
        if (Scientific().IsMatch(plain)) return plain;

        var match = Shape().Match(plain);
        var minusCount = match.Groups["minus"].Captures.Count + match.Groups["open"].Captures.Count;
        if (!match.Success || minusCount > 1) return null;

        var body = match.Groups["number"].Value;
        ambiguous = ThreeDigitsAfterOneSign().IsMatch(body);
        var grouped = ambiguous && HasNoThreeDecimals(schema, match.Groups["currency"].Success);
        ambiguous &= !grouped;
        if (ambiguous) grouped = body.Contains(',');

        var number = (grouped || !ambiguous ? Join(Grouped().Match(body)) : null) ?? Join(Simple().Match(body));
        return minusCount == 1 && number is not (null or "0") ? $"-{number}" : number;
    }

    // No currency in common use has three decimals, and no integer has any.
    private static bool HasNoThreeDecimals(FieldSchema schema, bool money) =>
        money || !schema.Types.Contains(FieldType.Number) || schema.MultipleOf is 1m or 0.1m or 0.01m;

    // Digits of other scripts, and the many minus signs, blanks and apostrophes.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.Trim())
        {
            plain.Append(sign switch
            {
                _ when char.IsDigit(sign) => (char)('0' + (int)char.GetNumericValue(sign)),
                '\u2212' or '\u2010' or '\u2011' or '\u2013' or '\uFF0D' => '-',
                '\u066B' or '\uFF0C' => ',',
                '\uFF0E' => '.',
                '\u066C' or '\u2019' => '\'',
                _ when char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }

        return plain.ToString();
    }

    private static string? Join(Match match)
    {
        if (!match.Success) return null;

        string whole = new([.. match.Groups["whole"].Value.Where(char.IsAsciiDigit)]);
        var decimals = match.Groups["decimals"].Value.TrimEnd('0');
        whole = whole.TrimStart('0') is { Length: > 0 } significant ? significant : "0";
        return decimals.Length == 0 ? whole : $"{whole}.{decimals}";
    }

    [GeneratedRegex(
        @"^(?:(?<open>\()\s?)?(?<minus>-)?\+?\s?" + Currency + @"\s?(?<minus>-)?(?<number>[0-9., ']*[0-9])"
        + @"\s?" + Currency + @"\s?(?<minus>-)?(?(open)\s?\))\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE][+-]?[0-9]{1,3}\z")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}[.,][0-9]{3}\z")]
    private static partial Regex ThreeDigitsAfterOneSign();

    // Groups of three, or of two before the last as in India; separated alike, but not as the decimals are.
    [GeneratedRegex(
        @"^(?<whole>[1-9][0-9]{0,2}(?<group>[., '])[0-9]{3}(?:\k<group>[0-9]{3})*"
        + @"|[1-9][0-9]?(?<group>,)(?:[0-9]{2},)+[0-9]{3})(?:(?!\k<group>)[.,](?<decimals>[0-9]+))?\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<whole>[0-9]*)(?:[.,](?<decimals>[0-9]+))?\z")]
    private static partial Regex Simple();
}
