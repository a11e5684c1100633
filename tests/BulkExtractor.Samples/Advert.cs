using System.Globalization;
using System.Text.Json.Nodes;

namespace BulkExtractor.Samples;

/// <summary>What an advert is about.</summary>
internal sealed record Advert(string Title, string Category, decimal Euros, Purse Purse)
{
    private static readonly DateOnly Earliest = new(2026, 1, 20);
    private static readonly string[] Repairable = ["electronics", "bikes", "music"];

    public string[] Details { get; init; } = [];

    public string? Condition { get; init; }

    public decimal? Price { get; init; }

    public bool Negotiable { get; init; }

    public string? City { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public DateOnly? AvailableFrom { get; init; }

    public IEnumerable<(string Name, string? Section)> Sections =>
    [
        ("state", Condition is null ? null : $"state.{Condition}"),
        ("pricing", Price is null ? "pricing.none" : Negotiable ? "pricing.negotiable" : "pricing.fixed"),
        ("place", City is null ? null : "place"),
        ("from", AvailableFrom is null ? null : "from"),
        ("contact", ContactSection),
    ];

    private string? ContactSection => (Phone, Email) switch
    {
        (null, null) => null,
        (_, null) => "contact.phone",
        (null, _) => "contact.email",
        _ => "contact.both",
    };

    public static Advert Invent(Pen pen, int number)
    {
        var item = pen.PickRow("item");
        var place = pen.PickRow("city");
        var purse = new Purse(pen, place[1], "number");
        var euros = decimal.Parse(item[2], CultureInfo.InvariantCulture);
        var condition = ConditionOf(item[1], pen);
        var contact = pen.Random.Next(10);
        return new Advert(item[0], item[1], euros, purse)
        {
            Details = condition is "new" ? [] : [.. pen.Random.GetItems(item[3..], 2).Distinct()],
            Condition = condition,
            Price = pen.Chance(90) ? purse.Price(euros, nice: true) : null,
            Negotiable = pen.Chance(35),
            City = pen.Chance(92) ? place[0] : null,
            Phone = contact < 6 ? pen.Digits(pen.Pick($"phone.{purse.Currency}")) : null,
            Email = contact is > 3 and < 9 ? pen.Pick("email") : null,
            AvailableFrom = pen.Chance(55) ? Earliest.AddDays(pen.Random.Next(250) + number / 9) : null,
        };
    }

    public JsonObject Fields() => new()
    {
        ["title"] = Title,
        ["category"] = Category,
        ["condition"] = Condition,
        ["price"] = Price,
        ["currency"] = Price is null ? null : Purse.Currency,
        ["negotiable"] = Price is null || Negotiable,
        ["city"] = City,
        ["phone"] = Phone,
        ["email"] = Email,
        ["available_from"] = AvailableFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string? ConditionOf(string category, Pen pen)
    {
        if (category == "housing" || pen.Chance(8)) return null;
        if (category == "vehicles") return "used";
        if (category != "furniture" && pen.Chance(12)) return "new";
        if (Repairable.Contains(category) && pen.Chance(15)) return "defective";
        return pen.Chance(40) ? "like_new" : "used";
    }
}
