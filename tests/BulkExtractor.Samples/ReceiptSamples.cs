using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Samples.Drawing;

namespace BulkExtractor.Samples;

/// <summary>Receipts that somebody photographed, each with a note of what it was for.</summary>
internal static class ReceiptSamples
{
    private const int Count = 8;
    private const int Columns = 30;

    public static SampleSet Write(int seed)
    {
        var random = new Random(seed + 2);
        var pen = new Pen(Phrases.Read("receipts.en"), random);
        var drawn = Enumerable.Range(1, Count).Select(number => WriteOne(pen, number)).ToList();
        return new SampleSet(
            "receipts", ',', ["receipt", "employee", "note", "scan"], [.. drawn.Select(one => one.Sample)])
        {
            Pictures = [.. drawn.Select(one => one.Picture)],
        };
    }

    private static (Sample Sample, (string Path, byte[] Content) Picture) WriteOne(Pen pen, int number)
    {
        var purchase = Purchase.Invent(pen);
        var (id, scan) = ($"R-{1000 + number}", $"scans/R-{1000 + number}.png");
        var note = purchase.Project is { } project ? $"Project: {project}" : pen.Pick("note");
        var seen = string.Join('\n', Lines(pen, purchase));
        var sample = new Sample(
            id, $"{note}\n{seen}", purchase.Fields(), [id, pen.Pick("employee"), note, scan]);
        return (sample, ($"jobs/receipts/{scan}", Receipt.Draw(seen)));
    }

    private static IEnumerable<string> Lines(Pen pen, Purchase purchase) =>
    [
        purchase.Merchant,
        pen.Digits(pen.Pick("street")),
        "",
        $"DATE {purchase.Date.ToString("d MMM yyyy", CultureInfo.InvariantCulture).ToUpperInvariant()}",
        "",
        .. purchase.Items.Select(item => Line($"{item.Quantity} X {item.Name}", Money(item.Amount))),
        "",
        Line("SUBTOTAL", Money(purchase.Net)),
        Line($"VAT {purchase.Rate}%", Money(purchase.Tax)),
        Line("TOTAL", $"{Money(purchase.Total)} {purchase.Currency}"),
        "",
        $"PAID BY {purchase.Payment.ToUpperInvariant()}",
    ];

    private static string Line(string name, string amount) => name + amount.PadLeft(Columns - name.Length);

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record Purchase(string Merchant, string Currency, int Rate, DateOnly Date)
    {
        public required IReadOnlyList<(string Name, int Quantity, decimal Amount)> Items { get; init; }

        public required string Payment { get; init; }

        public string? Project { get; init; }

        public decimal Net => Items.Sum(item => item.Amount);

        public decimal Tax => Math.Round(Net * Rate / 100, 2);

        public decimal Total => Net + Tax;

        public static Purchase Invent(Pen pen)
        {
            var merchant = pen.PickRow("merchant");
            var items = Enumerable.Range(0, pen.Random.Next(1, 4))
                .Select(_ => pen.PickRow("item"))
                .DistinctBy(row => row[0]);
            return new Purchase(
                merchant[0],
                merchant[1],
                int.Parse(merchant[2], CultureInfo.InvariantCulture),
                new DateOnly(2026, 1, 5).AddDays(pen.Random.Next(150)))
            {
                Items = [.. items.Select(row => ItemOf(row, pen.Random.Next(1, 4)))],
                Payment = pen.Chance(60) ? "card" : "cash",
                Project = pen.Chance(70) ? pen.Digits(pen.Pick("project")) : null,
            };
        }

        public JsonObject Fields() => new()
        {
            ["merchant"] = Merchant,
            ["date"] = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["total"] = Invoice.Exact(Total),
            ["tax"] = Invoice.Exact(Tax),
            ["currency"] = Currency,
            ["payment"] = Payment,
            ["project"] = Project,
        };

        private static (string Name, int Quantity, decimal Amount) ItemOf(string[] row, int quantity) =>
            (row[0], quantity, quantity * decimal.Parse(row[1], CultureInfo.InvariantCulture));
    }
}
