using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Chooses the number that a field asks for.</summary>
internal static class Numbers
{
    private static readonly HashSet<string> Money =
    [
        "net", "tax", "total", "price", "old price", "unit price", "amount", "discount", "shipping",
        "deposit", "salary",
    ];

    public static JsonNode? Find(Page page, Field field)
    {
        var value = field.Concept is { } concept && Money.Contains(concept)
            ? FindMoney(page, concept)
            : FindCounted(page, field);
        return value is { } number && number >= field.Minimum ? Node(number, field) : null;
    }

    /// <summary>A number without needless zeros: 12.5, never 12.50.</summary>
    public static JsonNode Node(decimal number, Field field) =>
        field.Type == "integer"
            ? JsonValue.Create((long)Math.Round(number))
            : JsonValue.Create(number / 1.0000000000000000000000000000m);

    /// <summary>The currency in which the document's amounts are.</summary>
    public static string? Currency(Page page) =>
        page.Amounts.Where(amount => amount.Currency is not null)
            .GroupBy(amount => amount.Currency)
            .MaxBy(group => group.Count())?.Key;

    private static decimal? FindMoney(Page page, string concept)
    {
        var amounts = page.Amounts.Where(amount => !amount.Percent).ToList();
        var named = amounts.Select(amount => (amount, keys: KeysOf(page, amount))).ToList();
        var own = named.FindAll(entry => entry.keys.Contains(concept) && !entry.keys.Contains("old price"));
        // A receipt has several totals: of parts, and of all.
        if (own.Count > 0 && concept == "total") return own.Max(entry => entry.amount.Value);
        if (own.Count > 0) return (own.Find(entry => entry.amount.Currency is not null).amount ?? own[0].amount).Value;
        var free = named.FindAll(entry => entry.keys.Count == 0 && entry.amount.Currency is not null);
        return concept switch
        {
            "price" => free.Select(entry => (decimal?)entry.amount.Value).FirstOrDefault(),
            "total" or "amount" => amounts.Where(a => a.Currency is not null).Max(a => (decimal?)a.Value),
            _ => null,
        };
    }

    private static IReadOnlyList<string> KeysOf(Page page, Amount amount) =>
        Announcements.Of(page, amount.Span, page.Amounts.Where(a => !a.Percent).Select(a => a.Span), Money.Contains);

    // "Rooms: 3", "3 rooms"
    private static decimal? FindCounted(Page page, Field field)
    {
        foreach (var amount in page.Amounts.Where(amount => amount.Currency is null))
        {
            var line = page.LineAt(amount.Span.Start);
            var before = page.Lower[line.Start..amount.Span.Start].TrimEnd(' ', ':', '=', '#');
            var after = page.Lower[amount.Span.End..line.End].TrimStart(' ', '-');
            if (before.EndsWith(field.Words, StringComparison.Ordinal)) return amount.Value;
            if (after.StartsWith(field.Words.TrimEnd('s'), StringComparison.Ordinal)) return amount.Value;
            if (field.Concept is { } concept && NamesConcept(page, amount, concept)) return amount.Value;
        }

        return null;
    }

    private static bool NamesConcept(Page page, Amount amount, string concept) =>
        Announcements.Of(page, amount.Span, page.Amounts.Select(a => a.Span), key => key == concept).Count > 0;
}
