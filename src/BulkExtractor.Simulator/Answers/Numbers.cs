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

    /// <summary>Whether what people call so is a number.</summary>
    public static bool AreAbout(string concept) =>
        Money.Contains(concept) || concept is "quantity" or "age" or "rooms" or "mileage";

    public static JsonNode? Find(SourceDocument page, Field field)
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
    public static string? Currency(SourceDocument page) =>
        page.Amounts.Where(amount => amount.Currency is not null)
            .GroupBy(amount => amount.Currency)
            .MaxBy(group => group.Count())?.Key;

    private static decimal? FindMoney(SourceDocument page, string concept)
    {
        var amounts = page.Amounts.Where(amount => !amount.Percent).ToList();
        var named = amounts.Select((amount, at) => (amount, keys: KeysOf(page, amounts, at))).ToList();
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

    private static IReadOnlyList<string> KeysOf(SourceDocument page, List<Amount> amounts, int at) =>
        Announcements.Find(page, amounts[at].Span, at == 0 ? 0 : amounts[at - 1].Span.End, Money.Contains);

    // "Rooms: 3", "3 rooms"
    private static decimal? FindCounted(SourceDocument page, Field field)
    {
        var previousEnd = 0;
        foreach (var amount in page.Amounts)
        {
            if (amount.Currency is null && Counts(page, amount.Span, previousEnd, field)) return amount.Value;
            previousEnd = amount.Span.End;
        }

        return null;
    }

    private static bool Counts(SourceDocument page, Span number, int previousEnd, Field field)
    {
        var before = page.Lower.AsSpan(previousEnd, Math.Max(0, number.Start - previousEnd)).TrimEnd(" :=#");
        var after = page.Lower.AsSpan(number.End).TrimStart(" -");
        return before.EndsWith(field.Words)
            || after.StartsWith(field.Words.AsSpan().TrimEnd('s'))
            || (field.Concept is { } concept
                && Announcements.Find(page, number, previousEnd, key => key == concept).Count > 0);
    }
}
