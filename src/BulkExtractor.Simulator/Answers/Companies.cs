using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Finds the companies and people that write a text or are written to.</summary>
internal static partial class Companies
{
    private const int WholeLine = 3;
    private const int LongestName = 100;

    /// <summary>Companies that are not named as the customer; those named more often, and later, go first.</summary>
    public static IEnumerable<string> Senders(SourceDocument page) =>
        Ranked(page, recipient: false).Concat(SignedLines(page));

    public static IEnumerable<string> Recipients(SourceDocument page) => Ranked(page, recipient: true);

    /// <summary>Who signs, or is named as the one to talk to.</summary>
    public static IEnumerable<string> People(SourceDocument page) =>
        Announcements.After(page, "name")
            .Select(span => PersonAt(page, span))
            .Concat(SignedLines(page))
            .Where(name => name.Length > 0);

    private static IEnumerable<string> Ranked(SourceDocument page, bool recipient) =>
        Lexicon.Organisations.Scan(page.Lower)
            .Select(hit => (Span: NameAround(page, hit), Weight: 1))
            .Where(found => found.Span.Length > 0 && IsRecipient(page, found.Span) == recipient)
            .GroupBy(found => page[found.Span])
            .OrderByDescending(group => group.Sum(found => IsWholeLine(page, found.Span) ? WholeLine : found.Weight))
            .ThenByDescending(group => group.Max(found => found.Span.Start))
            .Select(group => group.Key);

    private static bool IsWholeLine(SourceDocument page, Span name)
    {
        var line = page.LineAt(name.Start).Trim(page.Folded);
        return line == name || (name.Start > 0 && page.Folded[name.Start - 1] == '(');
    }

    private static bool IsRecipient(SourceDocument page, Span name)
    {
        var line = page.LineAt(name.Start);
        var next = page.LineAt(Math.Min(line.End + 1, page.Folded.Length));
        var labelled = page.Labels.Any(hit =>
            hit.Keys.Contains("customer") && hit.End <= name.Start && hit.Start >= line.Start);
        return labelled || page.Folded[name.End..next.End] is var rest && (rest.Contains('様') || rest.Contains("御中"));
    }

    private static Span NameAround(SourceDocument page, Hit form)
    {
        var line = page.LineAt(form.Start);
        var from = Math.Max(line.Start, form.Start - LongestName);
        var before = NameBefore().Match(page.Folded[from..form.Start]);
        if (before.Success && form.Keys.Contains("after"))
            return new Span(from + before.Index, form.End).Trim(page.Folded);
        if (!form.Keys.Contains("before")) return default;
        var after = NameAfter().Match(page.Folded[form.End..Math.Min(line.End, form.End + LongestName)]);
        return new Span(form.Start, form.End + after.Length).Trim(page.Folded);
    }

    private static IEnumerable<string> SignedLines(SourceDocument page)
    {
        var bye = Lexicon.SignOffs.Scan(page.Lower)
            .LastOrDefault(hit => page.LineAt(hit.Start).Trim(page.Folded).Start == hit.Start);
        if (bye.Length == 0) return [];
        return page.Lines.Where(line => line.Start >= bye.End).Take(2).Select(line => page[line].Trim(' ', ','));
    }

    private static string PersonAt(SourceDocument page, Span span) =>
        Person().Match(page.Original, span.Start, Math.Max(span.Length, 0)).Value.Trim();

    private const string Capitalised = @"(?:\p{Lu}|[\u2E80-\u9FFF])[\p{L}\p{M}'.-]*(?: |,? ?$)";
    private const string Connecting = "(?:&|de|des|du|la|le|am|of|and|und|et|e|y|i) ";

    [GeneratedRegex("(?:" + Capitalised + "|" + Connecting + ")+$", RegexOptions.None, 1000)]
    private static partial Regex NameBefore();

    [GeneratedRegex(@"^(?:[\u2E80-\u9FFF\u3040-\u30FF]+|(?: [\p{L}\p{M}]+){1,4})", RegexOptions.None, 1000)]
    private static partial Regex NameAfter();

    [GeneratedRegex(@"\G\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,3}|\G[\u2E80-\u9FFF]{2,8}", RegexOptions.None, 1000)]
    private static partial Regex Person();
}
