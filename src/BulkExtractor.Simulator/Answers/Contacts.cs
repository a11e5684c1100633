using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Finds what has a form of its own: addresses in the net, phone numbers, bank accounts.</summary>
internal static partial class Contacts
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    public static IEnumerable<string> Emails(SourceDocument page) =>
        Email().Matches(page.Folded).Select(match => match.Value);

    public static IEnumerable<string> Addresses(SourceDocument page) =>
        WebAddress().Matches(page.Folded).Select(match => match.Value.TrimEnd('.', ',', ')', '!', '?'));

    public static IEnumerable<string> Phones(SourceDocument page) => page.Phones.Select(span => page[span]);

    /// <summary>Bank accounts whose check digits are right, without blanks.</summary>
    public static IEnumerable<string> Ibans(SourceDocument page) =>
        IbanSpans(page).Select(span => page.Folded[span.Start..span.End].Replace(" ", ""));

    /// <summary>What is full of digits but no amount.</summary>
    public static List<Span> TakenSpans(SourceDocument page) =>
    [
        .. page.Dates.Select(date => date.Span),
        .. page.Phones.Where(span => BeginsLikePhone(page, span)),
        .. IbanSpans(page),
        .. Email().Matches(page.Folded).Select(SpanOf),
        .. WebAddress().Matches(page.Folded).Select(SpanOf),
    ];

    // A number that says of itself that it is for calling goes before one that only looks like it.
    public static IEnumerable<Span> PhoneSpans(SourceDocument page)
    {
        var ibans = IbanSpans(page).ToList();
        return Phone().Matches(page.Folded).Select(SpanOf)
            .Where(span => CountDigits(page.Folded, span) is >= FewestDigits and <= MostDigits)
            .Where(span => !page.Dates.Any(date => date.Span.Overlaps(span)) && !ibans.Exists(span.Overlaps))
            .Where(span => BeginsLikePhone(page, span) || IsGrouped(page.Folded, span) || IsLabelled(page, span))
            .OrderByDescending(span => IsLabelled(page, span));
    }

    private static bool BeginsLikePhone(SourceDocument page, Span span) => page.Folded[span.Start] is '+' or '0' or '(';

    private static bool IsLabelled(SourceDocument page, Span span) =>
        page.Labels.Any(hit => hit.Keys.Contains("phone") && hit.End <= span.Start && span.Start - hit.End < 16);

    private static bool IsGrouped(string text, Span span) =>
        CountDigits(text, span) >= 9 && text.AsSpan(span.Start, span.Length).ContainsAny(" -/");

    private static int CountDigits(string text, Span span) => text[span.Start..span.End].Count(char.IsAsciiDigit);

    private static IEnumerable<Span> IbanSpans(SourceDocument page)
    {
        foreach (Match match in Iban().Matches(page.Folded))
            for (var end = match.Length; end >= 15; end--)
                if (HasRightCheckDigits(match.Value[..end].Replace(" ", "")))
                {
                    yield return new Span(match.Index, match.Index + end);
                    break;
                }
    }

    private static bool HasRightCheckDigits(string iban)
    {
        var rest = 0;
        foreach (var character in iban[4..] + iban[..4])
            rest = char.IsAsciiDigit(character)
                ? (rest * 10 + character - '0') % 97
                : (rest * 100 + character - 'A' + 10) % 97;
        return rest == 1 && iban.Length >= 15;
    }

    private static Span SpanOf(Match match) => new(match.Index, match.Index + match.Length);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}",
        RegexOptions.None, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s<>""'）。、]+", RegexOptions.None, 1000)]
    private static partial Regex WebAddress();

    private const string BetweenDigits = @"(?: / |[ ./-]\(?|\) ?|\()?";

    [GeneratedRegex(
        @"(?<![A-Za-z0-9.,@/-])\+?\(?[0-9](?:" + BetweenDigits + "[0-9]){6,}(?![0-9]|[.,][0-9])",
        RegexOptions.None, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{1,4} ?){3,8}", RegexOptions.None, 1000)]
    private static partial Regex Iban();
}
