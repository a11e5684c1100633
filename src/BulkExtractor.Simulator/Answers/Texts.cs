using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Chooses the text that a field asks for.</summary>
internal static partial class Texts
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(50);

    public static string? Find(SourceDocument page, Field field)
    {
        var found = Candidates(page, field).Where(text => text.Length > 0);
        return field.Pattern is { } pattern ? Matching(page, pattern, found) : found.FirstOrDefault();
    }

    /// <summary>Every value of such a field, the likeliest first.</summary>
    public static IEnumerable<string> Candidates(SourceDocument page, Field field) =>
        (field.Format, field.Concept) switch
        {
            ("date", _) => DayOf(page, field),
            ("date-time", _) => DayOf(page, field).Select(day => $"{day}T{TimeOf(page) ?? "00:00:00"}Z"),
            ("time", _) => TimeOf(page) is { } time ? [time] : [],
            ("email", _) or (_, "email") => Contacts.Emails(page),
            ("uri", _) or (_, "website") => Contacts.Addresses(page),
            ("uuid", _) => Uuid().Matches(page.Folded).Select(match => match.Value),
            (_, "phone") => Contacts.Phones(page),
            (_, "iban") => Contacts.Ibans(page),
            (_, "currency") => Numbers.Currency(page) is { } currency ? [currency] : [],
            (_, "title") => page.Lines.Take(1).Select(line => Headline(page, line)),
            (_, "city") => Places.Cities(page),
            (_, "supplier") => Companies.Senders(page),
            (_, "customer") => Companies.Recipients(page),
            (_, "name") => Companies.People(page),
            (_, "subject") => Labelled(page, field).Concat(page.Lines.Take(1).Select(line => Headline(page, line))),
            (_, { } concept) when concept.EndsWith("number", StringComparison.Ordinal) || concept == "reference" =>
                Identifiers.Find(page, concept),
            (_, { } concept) when Numbers.AreAbout(concept) => AsNumber(page, field).Concat(Labelled(page, field)),
            _ => Labelled(page, field),
        };

    // Who wants a price or a count as text takes its number as text.
    private static IEnumerable<string> AsNumber(SourceDocument page, Field field) =>
        Numbers.Find(page, field) is { } number ? [$"{number}"] : [];

    private static IEnumerable<string> DayOf(SourceDocument page, Field field)
    {
        var concept = field.Concept ?? "date";
        var named = page.Dates.Select((date, at) => (date.Date, Keys: KeysOf(page, at))).ToList();
        var chosen = named.Where(entry => entry.Keys.Contains(concept))
            .Concat(named.Where(entry => IsMain(concept) && (entry.Keys.Count == 0 || entry.Keys.Contains("date"))))
            .Concat(named.Where(entry => !field.AllowsNull && entry.Keys.Count == 0));
        return chosen.Select(entry => entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static bool IsMain(string concept) => concept is "date" or "invoice date" or "order date";

    private static IReadOnlyList<string> KeysOf(SourceDocument page, int at) => Announcements.Find(
        page, page.Dates[at].Span, at == 0 ? 0 : page.Dates[at - 1].Span.End,
        key => key == "available from" || key.EndsWith("date", StringComparison.Ordinal));

    private static string? TimeOf(SourceDocument page) =>
        Clock().Match(page.Folded) is { Success: true } match
            ? $"{match.Groups[1].Value.PadLeft(2, '0')}:{match.Groups[2].Value}:00"
            : null;

    private static IEnumerable<string> Labelled(SourceDocument page, Field field)
    {
        var spans = field.Concept is { } concept
            ? Announcements.After(page, concept)
            : page.Lines.Where(line => StartsWith(page, line, field.Words))
                .Select(line => new Span(line.Start + field.Words.Length + 1, line.End));
        return spans.Select(span => page[span.Trim(page.Folded)].Trim(' ', ':', '-'));
    }

    private static bool StartsWith(SourceDocument page, Span line, string words) =>
        line.Length > words.Length + 1 && page.Lower.AsSpan(line.Start).StartsWith(words)
        && page.Lower[line.Start + words.Length] is ':' or ' ';

    private static string Headline(SourceDocument page, Span line)
    {
        var text = page[line].TrimStart('-', '*', '•', '・', '#', ' ');
        return text is ['【', .., '】'] ? text[1..^1] : text;
    }

    private static string? Matching(SourceDocument page, string pattern, IEnumerable<string> found)
    {
        try
        {
            var wanted = new Regex(pattern, RegexOptions.None, PatternTimeout);
            return found.FirstOrDefault(wanted.IsMatch)
                ?? Tokens(page).FirstOrDefault(token => token.Any(char.IsAsciiDigit) && wanted.IsMatch(token));
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            return found.FirstOrDefault();
        }
    }

    private static IEnumerable<string> Tokens(SourceDocument page) =>
        Token().Matches(page.Folded).Select(match => match.Value);

    [GeneratedRegex(@"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.None, 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"(?<![0-9:.])([01]?[0-9]|2[0-3])[:h]([0-5][0-9])(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"[\p{L}0-9][\p{L}0-9/_.-]*[\p{L}0-9]", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
