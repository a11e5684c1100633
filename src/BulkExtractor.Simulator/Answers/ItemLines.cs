using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>One line of an invoice, an order or a list of wares.</summary>
internal sealed record ItemLine(string Description, decimal? Quantity, decimal? UnitPrice, decimal? Amount);

/// <summary>Reads such lines from running text: "3 x Widget à 12.50 = 37.50".</summary>
internal static partial class ItemLines
{
    private const int LongestLine = 200;
    private const string Bullet = @"^(?<b>[-*•・·] ?)?";
    private const string Quantity = @"(?<q>[0-9]+(?:[.,][0-9]+)?)";
    private const string Unit = @" ?(?i:x|×|\*|stk\.?|stück|pcs\.?|pc\.?|pz\.?|szt\.?|uds?\.?|st\.?|個|枚|本|台)";
    private const string Currency = @"(?:[€$£¥₹₩₺₽]|[A-Z]{3}|zł|円|元|Fr\.)?";
    private const string Price = Currency + @" ?[0-9](?:[0-9.,' ]*[0-9])?(?:[.,]-)? ?" + Currency;
    private const string Result = " ?[=:] ?(?<a>" + Price + ")$";
    private const string Each = @" ?(?:@|à|á|zu je|je|zu|at|a|po|×|x|per) ?";

    private static readonly Regex[] Forms = [QuantityFirst(), QuantityLast(), NoUnitPrice(), OnlyAmount()];

    public static IEnumerable<ItemLine> Find(SourceDocument page)
    {
        var table = ItemTable.Find(page).ToList();
        return table.Count > 0 ? table : page.Lines.Select(line => Read(page, line)).OfType<ItemLine>();
    }

    private static ItemLine? Read(SourceDocument page, Span line)
    {
        var text = page.Folded[line.Start..line.End];
        if (text.Length > LongestLine || !PriceAtEnd().IsMatch(text)) return null;
        if (page.Dates.Any(date => date.Span.Overlaps(line))) return null;
        return Forms.Select(form => form.Match(text))
            .Where(match => match.Success && IsItem(page, line, match))
            .Select(match => ToItem(page, line, match))
            .FirstOrDefault();
    }

    private static ItemLine ToItem(SourceDocument page, Span line, Match match)
    {
        var description = match.Groups["d"];
        var start = line.Start + description.Index;
        var text = page.Original[start..(start + description.Length)].Trim(' ', ',', ';', '-', '\u3000');
        return new ItemLine(text, Number(match, "q"), Number(match, "u"), Number(match, "a"));
    }

    private static decimal? Number(Match match, string group) =>
        match.Groups[group].Success ? Amounts.Parse(Digits().Match(match.Groups[group].Value).Value) : null;

    // "Total: 12.50" has the form of an item, too: what a label names is none.
    private static bool IsItem(SourceDocument page, Span line, Match match)
    {
        if (match.Groups["q"].Success) return Multiplies(match);
        if (!page.Amounts.Any(amount => amount.Span.Overlaps(line))) return false;
        var description = match.Groups["d"];
        var span = new Span(line.Start + description.Index, line.Start + description.Index + description.Length);
        var labelled = page.Labels.Any(hit => hit.End <= span.End && hit.Start >= span.Start && IsFigure(hit, span));
        return !labelled && (match.Groups["b"].Length > 0 || HasCents(match.Groups["a"].Value));
    }

    private static bool IsFigure(Hit hit, Span description) =>
        hit.Start == description.Start
        && (hit.Keys.Any(key => key is "net" or "tax" or "total")
            || (hit.End == description.End && hit.Keys[0] != "description"));

    // A size such as 5x40 has the form of a quantity and a price, too.
    private static bool Multiplies(Match match) =>
        Number(match, "q") * Number(match, "u") is not { } product || Number(match, "a") is not { } amount
        || Math.Abs(product - amount) <= amount / 50;

    private static bool HasCents(string price) => Cents().IsMatch(price);

    [GeneratedRegex("[ :=]" + Price + "$", RegexOptions.RightToLeft, 1000)]
    private static partial Regex PriceAtEnd();

    [GeneratedRegex(
        Bullet + Quantity + Unit + @" +(?<d>\S.*?)" + Each + "(?<u>" + Price + ")"
        + @" ?(?:cad\.?|each|ea\.?|c/u)?" + Result,
        RegexOptions.None, 1000)]
    private static partial Regex QuantityFirst();

    [GeneratedRegex(
        Bullet + @"(?<d>\S.*?)[,(]? ?\(?" + Quantity + Unit + "(?:" + Each + ")? ?(?<u>" + Price + @")\)?" + Result,
        RegexOptions.None, 1000)]
    private static partial Regex QuantityLast();

    [GeneratedRegex(
        Bullet + Quantity + Unit + @" +(?<d>\S.*?)(?: ?[:=–-] ?| +(?=\S*[.,][0-9]{2}))(?<a>" + Price + ")$",
        RegexOptions.None, 1000)]
    private static partial Regex NoUnitPrice();

    [GeneratedRegex(Bullet + @"(?<d>\S[^:]*?)" + Result, RegexOptions.None, 1000)]
    private static partial Regex OnlyAmount();

    [GeneratedRegex(@"[0-9](?:[0-9.,' ]*[0-9])?", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[.,][0-9]{2}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Cents();
}
