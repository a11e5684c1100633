using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Finds the city that a text is about.</summary>
internal static partial class Places
{
    private const int Near = 20;

    /// <summary>Cities that are named as the place, the known ones first; then those that are just named.</summary>
    public static IEnumerable<string> Cities(SourceDocument page)
    {
        var known = Lexicon.Cities.Scan(page.Lower).Where(hit => IsName(page.Original[hit.Start])).ToList();
        var announced = known.Where(hit => KeysOf(page, hit).Contains("city"));
        var unannounced = known.Where(hit => KeysOf(page, hit).Count == 0);
        return announced.Select(hit => page[new Span(hit.Start, hit.End)])
            .Concat(Unknown(page))
            .Concat(unannounced.Select(hit => page[new Span(hit.Start, hit.End)]));
    }

    private static IReadOnlyList<string> KeysOf(SourceDocument page, Hit city)
    {
        var label = page.Labels.LastOrDefault(hit =>
            hit.End <= city.Start && city.Start - hit.End <= Near && hit.Keys.Any(key => key is "city" or "origin"));
        return label.Length > 0 ? label.Keys
            : Delivery().IsMatch(page.Folded[city.End..Math.Min(city.End + Near, page.Folded.Length)]) ? ["city"] : [];
    }

    private static IEnumerable<string> Unknown(SourceDocument page) =>
        page.Labels.Where(hit => hit.Keys.Contains("city") && IsPlain(page, hit))
            .Select(hit => Name().Match(page.Folded, hit.End))
            .Where(match => match.Success)
            .Select(match => match.Groups["city"].Value);

    // "City: Ely", "collection from Ely"; but not "city bike".
    private static bool IsPlain(SourceDocument page, Hit label) =>
        Announcements.IsColon(page.Folded, label.End)
        || page.Folded.AsSpan(label.Start, label.Length).ContainsAny(' ', '\ud83d');

    private static bool IsName(char first) => !char.IsLower(first);

    [GeneratedRegex(@"^(?:で手渡し|で引き取り|まで取りに|にて|まで来)", RegexOptions.None, 1000)]
    private static partial Regex Delivery();

    [GeneratedRegex(
        @"\G[ :]*(?:[A-Z]{0,2}-?[0-9]{4,5} )?(?<city>\p{Lu}[\p{Ll}'-]+(?:[ -]\p{Lu}[\p{Ll}'-]+)*)",
        RegexOptions.None, 1000)]
    private static partial Regex Name();
}
