using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Samples;

/// <summary>Invoices as people mail them, with a list of items.</summary>
internal static partial class InvoiceSamples
{
    private const int Count = 230;
    private static readonly string[] Languages = ["en", "de", "fr", "es", "it", "pl", "ja", "ar"];
    private static readonly string[] Mailboxes = ["billing", "office", "Buchhaltung, Süd"];

    public static SampleSet Write(int seed)
    {
        var random = new Random(seed + 1);
        var pens = Languages.Select(language => new Pen(Phrases.Read($"invoices.{language}"), random)).ToList();
        var samples = Enumerable.Range(0, Count).Select(number => WriteOne(pens[random.Next(pens.Count)], number));
        return new SampleSet("invoices", ',', ["message_id", "mailbox", "received", "subject", "body"], [.. samples]);
    }

    private static Sample WriteOne(Pen pen, int number)
    {
        var invoice = Invoice.Invent(pen);
        var values = Values(pen, invoice);
        var subject = pen.Fill(pen.Pick("subject"), values);
        var body = Tidy(pen.Fill(pen.Pick("body"), values));
        var id = $"<{pen.Random.Next(10_000, 99_999)}.{number}@mail.example.com>";
        var received = $"{Iso(invoice.Date)}T{pen.Random.Next(7, 19):D2}:{pen.Random.Next(60):D2}:00Z";
        string[] row = [id, pen.Pick(Mailboxes), received, subject, body];
        return new Sample(id, $"{subject}\n\n{body}", invoice.Fields(), row);
    }

    private static Dictionary<string, string> Values(Pen pen, Invoice invoice)
    {
        string Money(decimal? amount) => invoice.Purse.Write(amount ?? 0, cents: true);
        var values = new Dictionary<string, string>
        {
            ["supplier"] = invoice.Supplier,
            ["number"] = invoice.Number,
            ["date"] = pen.Date(invoice.Date),
            ["lines"] = Lines(pen, invoice),
            ["rate"] = Rate(pen, invoice.Rate),
            ["total"] = Money(invoice.Total),
            ["net"] = Money(invoice.Net),
            ["tax"] = Money(invoice.Tax),
            ["iban"] = Grouped(pen, invoice.Iban),
        };
        if (invoice.Due is { } due) values["due"] = pen.Date(due);
        values["totals"] = pen.Fill(pen.Pick(invoice.Net is null ? "totals.only" : "totals"), values);
        values["due"] = pen.Fill(pen.Pick(invoice.Due is null ? "due.none" : "due"), values);
        values["pay"] = invoice.Iban is null ? "" : pen.Fill(pen.Pick("pay"), values);
        return values;
    }

    private static string Lines(Pen pen, Invoice invoice)
    {
        var layout = invoice.Layout.Split('\n');
        var lines = invoice.Items.Select((item, index) => pen.Fill(layout[^1], new Dictionary<string, string>
        {
            ["pos"] = (index + 1).ToString(CultureInfo.InvariantCulture),
            ["item"] = item.Description,
            ["qty"] = item.Quantity.ToString(CultureInfo.InvariantCulture),
            ["unit"] = invoice.Purse.Plain(item.UnitPrice),
            ["amount"] = invoice.Purse.Plain(item.Amount),
        }));
        return string.Join('\n', layout[..^1].Concat(lines));
    }

    private static string Rate(Pen pen, decimal rate) =>
        pen.All("digits").Contains("1,234.5")
            ? rate.ToString(CultureInfo.InvariantCulture)
            : rate.ToString(CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Grouped(Pen pen, string? iban) =>
        iban is null || pen.Chance(30) ? iban ?? "" : FourCharacters().Replace(iban, "$0 ");

    private static string Tidy(string text) => ManyBreaks().Replace(LineEnds().Replace(text, ""), "\n\n").Trim();

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(".{4}(?=.)")]
    private static partial Regex FourCharacters();

    [GeneratedRegex(" +$|^ +", RegexOptions.Multiline)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBreaks();
}
