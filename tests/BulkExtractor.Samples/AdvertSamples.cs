using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Samples;

/// <summary>Classified adverts, short and flat.</summary>
internal static partial class AdvertSamples
{
    private const int PerLanguage = 30;
    private static readonly DateOnly FirstDay = new(2026, 1, 5);
    private static readonly string[] Languages = ["en", "de", "fr", "es", "it", "pl", "ja", "ar"];
    private static readonly string[] Sources = ["web", "app", "e-mail", "phone"];

    public static SampleSet Write(int seed)
    {
        var random = new Random(seed);
        var pens = Languages.Select(language => new Pen(Phrases.Read($"adverts.{language}"), random)).ToList();
        var samples = new List<Sample>();
        for (var number = 0; number < PerLanguage * pens.Count; number++)
        {
            var (document, fields) = WriteOne(pens[random.Next(pens.Count)], number);
            samples.Add(Row(number, document, fields, random));
        }

        samples.Add(Repost(samples[17], random));
        samples.Add(Repost(samples[101], random));
        return new SampleSet("adverts", ';', ["ad_id", "source", "received", "advert", "remark"], samples)
        {
            ShippedGold = 20,
        };
    }

    private static Sample Row(int number, string document, JsonObject fields, Random random)
    {
        var id = $"AD-{1000 + number * 3 + random.Next(3)}";
        var received = FirstDay.AddDays(number / 9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var remark = random.Next(8) switch { 0 => "photo; checked", 1 => "\"urgent\"", 2 => "überprüft", _ => "" };
        string[] row = [id, Sources[random.Next(Sources.Length)], received, document, remark];
        return new Sample(id, document, fields, row);
    }

    // People put the same advert up again; equal documents need be asked for only once.
    private static Sample Repost(Sample sample, Random random) =>
        Row(900 + random.Next(90), sample.Document, sample.Fields.DeepClone().AsObject(), random);

    private static (string Document, JsonObject Fields) WriteOne(Pen pen, int number)
    {
        var advert = Advert.Invent(pen, number);
        var text = pen.Fill(pen.Pick("template"), Values(pen, advert));
        return (Tidy(text), advert.Fields());
    }

    private static Dictionary<string, string> Values(Pen pen, Advert advert)
    {
        var zip = $"zip.{advert.Purse.Currency}";
        var values = new Dictionary<string, string>
        {
            ["title"] = advert.Title,
            ["details"] = string.Join(' ', advert.Details),
            ["zip"] = pen.Has(zip) ? pen.Digits(pen.Pick(zip)) : "",
            ["city"] = advert.City ?? "",
            ["phone"] = advert.Phone ?? "",
            ["email"] = advert.Email ?? "",
        };
        if (advert.Price is { } price)
        {
            values["price"] = advert.Purse.Write(price, cents: false);
            values["old"] = advert.Purse.Write(advert.Purse.Price(advert.Euros * 2, nice: true), cents: false);
        }

        if (advert.AvailableFrom is { } date) values["date"] = pen.Date(date);
        foreach (var (name, section) in advert.Sections)
            values[name] = section is null ? "" : pen.Fill(pen.Pick(section), values);
        return values;
    }

    private static string Tidy(string text)
    {
        text = Gaps().Replace(text, " ");
        text = DoubleStops().Replace(text, "$1");
        text = EmptyLines().Replace(text, "");
        text = LineEnds().Replace(text, "");
        return ManyBreaks().Replace(text, "\n\n").Trim();
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"([.!?])(?<!\.\.)\.(?!\.)")]
    private static partial Regex DoubleStops();

    [GeneratedRegex(@"^[-*•・ .,]+\n", RegexOptions.Multiline)]
    private static partial Regex EmptyLines();

    [GeneratedRegex(@"[ ,]+$|^ +", RegexOptions.Multiline)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBreaks();
}
