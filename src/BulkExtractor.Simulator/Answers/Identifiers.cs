using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Finds numbers that name something: of an invoice, an order, a customer.</summary>
internal static partial class Identifiers
{
    /// <summary>What stands behind such a label; places that agree, and longer labels, go first.</summary>
    public static IEnumerable<string> Find(SourceDocument page, string concept) =>
        page.Labels.Where(hit => hit.Keys.Contains(concept))
            .Select(hit => (hit.Length, Token: TokenAt(page, hit.End)))
            .Where(found => found.Token is not null)
            .GroupBy(found => found.Token!)
            .OrderByDescending(group => group.Sum(found => found.Length))
            .Select(group => group.Key);

    private static string? TokenAt(SourceDocument page, int at)
    {
        var match = Token().Match(page.Folded, at);
        if (!match.Success) return null;
        var token = match.Groups["id"];
        var span = new Span(token.Index, token.Index + token.Length);
        return page.Dates.Any(date => date.Span.Overlaps(span)) ? null : page[span].TrimEnd('.', '-', '/');
    }

    [GeneratedRegex(
        @"\G[ :#.(№=]*(?:(?:nr|no|n°|nº|number|num)[.: ]+)?"
        + @"(?<id>(?=[A-Za-z/_.-]*[0-9])[A-Za-z0-9][A-Za-z0-9/_.-]*)",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Token();
}
