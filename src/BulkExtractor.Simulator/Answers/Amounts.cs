using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>A number that stands in a text, with the currency beside it, which belongs to the span.</summary>
internal sealed record Amount(Span Span, decimal Value, string? Currency, bool Percent);

/// <summary>Finds numbers in the notations of several countries.</summary>
internal static partial class Amounts
{
    private const string Thousands =
        @"[0-9]{1,3}(?:(?<s>[ '.,])[0-9]{3})(?:\k<s>[0-9]{3})*(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?";
    private const string Lakhs = @"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]{1,2})?";
    private const string Plain = "[0-9]+(?:[.,][0-9]+)?";
    private const string TenThousands = "(?<man>万(?:(?<sen>[0-9])千)?)?";

    public static List<Amount> Find(SourceDocument page)
    {
        var currencies = Lexicon.Currencies.Scan(page.Lower).FindAll(hit => !IsMereWord(page, hit));
        var taken = new bool[page.Folded.Length];
        foreach (var span in Contacts.TakenSpans(page)) taken.AsSpan(span.Start, span.Length).Fill(true);
        var amounts = new List<Amount>();
        foreach (Match match in Number().Matches(page.Folded))
        {
            var span = new Span(match.Index, match.Index + match.Length);
            if (!IsPartOfWord(page.Folded, span.Start) && Parse(match) is { } value && !taken[span.Start])
                amounts.Add(WithCurrency(page.Folded, span, value, currencies));
        }

        return amounts;
    }

    /// <summary>Reads a number whose separators may be those of any country.</summary>
    public static decimal? Parse(string text)
    {
        var digits = text.Replace(" ", "").Replace("'", "");
        var (dot, comma) = (digits.LastIndexOf('.'), digits.LastIndexOf(','));
        var last = Math.Max(dot, comma);
        if (last >= 0)
        {
            var both = dot >= 0 && comma >= 0;
            var repeated = !both && digits.IndexOf(digits[last]) != last;
            var thousands = !both && digits.Length - last == 4 && digits[..last].TrimStart('0').Length is > 0 and <= 3;
            var whole = repeated || thousands ? digits : digits[..last];
            var fraction = repeated || thousands ? "" : digits[(last + 1)..];
            digits = whole.Replace(".", "").Replace(",", "") + "." + fraction;
        }

        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(digits.TrimEnd('.'), style, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // The digits of A5, INV-7 and 3/4 are no amounts; those of CHF12 and Fr.12 are.
    private static bool IsPartOfWord(string text, int start)
    {
        var at = start - 1;
        if (at > 0 && text[at] is '.' or ',' or '\'' or '/' or '-') at--;
        if (at < 0 || !char.IsAsciiLetterOrDigit(text[at])) return false;
        var word = text.AsSpan(Math.Max(0, at - 2), Math.Min(3, at + 1));
        var isCode = at == start - 1 && !word.ContainsAnyExceptInRange('A', 'Z');
        return !isCode && !word.EndsWith("Fr") && !word.EndsWith("Rs");
    }

    private static decimal? Parse(Match match)
    {
        var value = Parse(match.Groups["n"].Value);
        if (!match.Groups["man"].Success) return value;
        var thousands = match.Groups["sen"].Success ? Parse(match.Groups["sen"].Value) : 0;
        return value * 10_000 + thousands * 1_000;
    }

    private static Amount WithCurrency(string text, Span span, decimal value, List<Hit> currencies)
    {
        var percent = text.AsSpan(span.End).TrimStart(' ').StartsWith("%");
        var after = currencies.Find(hit => IsGap(text, span.End, hit.Start));
        if (after.Length > 0 && !percent)
            return new Amount(new Span(span.Start, after.End), value, after.Keys[0], percent);
        var before = currencies.FindLast(hit => IsGap(text, hit.End, span.Start));
        return before.Length > 0
            ? new Amount(new Span(before.Start, span.End), value, before.Keys[0], percent)
            : new Amount(span, value, null, percent);
    }

    // Codes are written in capitals: "try", "cad." and "all" are words.
    private static bool IsMereWord(SourceDocument page, Hit hit)
    {
        var text = page.Folded.AsSpan(hit.Start, hit.Length);
        return text.Equals(hit.Keys[0], StringComparison.OrdinalIgnoreCase) && text is not ("eur" or "usd" or "chf")
            && !text.SequenceEqual(hit.Keys[0]);
    }

    // "120 €", "120,- €", "Fr. 120.-"
    private static bool IsGap(string text, int from, int to) =>
        to - from is >= 0 and <= 4 && text.AsSpan(from, to - from).Trim(' ') is "" or ",-" or ".-" or ".";

    [GeneratedRegex(
        "(?<n>" + Thousands + "|" + Lakhs + "|" + Plain + ")(?![0-9])" + TenThousands, RegexOptions.None, 1000)]
    private static partial Regex Number();
}
