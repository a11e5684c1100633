using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace BulkExtractor.Samples;

/// <summary>What an invoice says.</summary>
internal sealed record Invoice(string Supplier, string Number, DateOnly Date, Purse Purse)
{
    public required string Layout { get; init; }

    public required IReadOnlyList<InvoiceItem> Items { get; init; }

    public DateOnly? Due { get; init; }

    public string? Iban { get; init; }

    /// <summary>The tax in percent; 0 if the invoice names none.</summary>
    public decimal Rate { get; init; }

    public decimal Sum => Items.Sum(item => item.Amount);

    public decimal? Net => Rate == 0 ? null : Sum;

    public decimal? Tax => Rate == 0 ? null : Purse.Round(Sum * Rate / 100);

    public decimal Total => Sum + (Tax ?? 0);

    public static Invoice Invent(Pen pen)
    {
        var supplier = pen.PickRow("supplier");
        var purse = new Purse(pen, supplier[1], "digits");
        var date = new DateOnly(2026, 1, 2).AddDays(pen.Random.Next(190));
        return new Invoice(supplier[0], NumberOf(pen, date), date, purse)
        {
            Layout = pen.Pick("layout"),
            Items = InventItems(pen, purse, supplier[3]),
            Due = pen.Chance(60) ? date.AddDays(pen.Pick([7, 14, 30])) : null,
            Iban = pen.Has($"iban.{purse.Currency}") && pen.Chance(70) ? InventIban(pen, purse.Currency) : null,
            Rate = pen.Chance(75) ? decimal.Parse(supplier[2], CultureInfo.InvariantCulture) : 0,
        };
    }

    public JsonObject Fields() => new()
    {
        ["invoice_number"] = Number,
        ["invoice_date"] = Iso(Date),
        ["due_date"] = Due is { } due ? Iso(due) : null,
        ["supplier"] = Supplier,
        ["iban"] = Iban,
        ["currency"] = Purse.Currency,
        ["net"] = Exact(Net),
        ["tax"] = Exact(Tax),
        ["total"] = Exact(Total),
        ["items"] = new JsonArray([.. Items.Select(item => item.Fields(Layout))]),
    };

    internal static decimal? Exact(decimal? amount) => amount / 1.0000000000000000000000000000m;

    private static List<InvoiceItem> InventItems(Pen pen, Purse purse, string trade)
    {
        var wares = pen.All("item").Select(row => row.Split(" | "))
            .Where(row => row[2].Split(' ').Contains(trade))
            .ToList();
        var rows = Enumerable.Range(0, pen.Random.Next(1, 5)).Select(_ => pen.Pick(wares)).DistinctBy(row => row[0]);
        return [.. rows.Select(row => InventItem(pen, purse, row))];
    }

    private static InvoiceItem InventItem(Pen pen, Purse purse, string[] row)
    {
        var unit = decimal.Parse(row[1], CultureInfo.InvariantCulture);
        if (purse.Currency == "JPY") unit = purse.Price(unit, nice: true);
        var most = decimal.Parse(row[1], CultureInfo.InvariantCulture) switch { > 150 => 4, > 30 => 10, _ => 40 };
        return new InvoiceItem(row[0], pen.Chance(30) ? 1 : pen.Random.Next(2, most), unit);
    }

    private static string NumberOf(Pen pen, DateOnly date) => pen.Digits(pen.Pick("number")
        .Replace("{y4}", date.Year.ToString(CultureInfo.InvariantCulture))
        .Replace("{y2}", (date.Year % 100).ToString(CultureInfo.InvariantCulture)));

    private static string InventIban(Pen pen, string currency)
    {
        var pattern = pen.Digits(pen.Pick($"iban.{currency}")).Replace(" ", "");
        var (country, account) = (pattern[..2], pattern[2..]);
        var digits = (account + country + "00").Select(c => char.IsAsciiLetter(c) ? $"{c - 'A' + 10}" : $"{c}");
        var number = string.Concat(digits);
        var check = 98 - (int)(BigInteger.Parse(number, CultureInfo.InvariantCulture) % 97);
        return $"{country}{check:D2}{account}";
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>One line of an invoice; a layout may leave out the quantity or the unit price.</summary>
internal sealed record InvoiceItem(string Description, int Quantity, decimal UnitPrice)
{
    public decimal Amount => Quantity * UnitPrice;

    public JsonObject Fields(string layout) => new()
    {
        ["description"] = Description,
        ["quantity"] = layout.Contains("{qty}") ? Quantity : null,
        ["unit_price"] = layout.Contains("{unit}") ? Invoice.Exact(UnitPrice) : null,
        ["amount"] = Invoice.Exact(Amount),
    };
}
