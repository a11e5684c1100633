namespace BulkExtractor.Samples;

/// <summary>Prices in one currency, as one person writes them.</summary>
internal sealed class Purse
{
    private static readonly Dictionary<string, decimal> Rates = new()
    {
        ["PLN"] = 4,
        ["JPY"] = 150,
        ["MXN"] = 20,
        ["SAR"] = 4,
        ["AED"] = 4,
        ["EGP"] = 50,
        ["CHF"] = 1.1m,
    };

    private readonly Pen _pen;
    private readonly Notation _notation;
    private readonly string _style;

    public Purse(Pen pen, string currency, string notationSection)
    {
        (_pen, Currency) = (pen, currency);
        var example = pen.Pick(pen.SectionFor(notationSection, currency));
        var separator = example[1..2] is " " ? pen.Pick([" ", "\u00a0", "\u202f"]) : example[1..2];
        _notation = new Notation(example, separator);
        _style = pen.Pick($"price.{currency}");
    }

    public string Currency { get; }

    /// <summary>What something of so many euros costs here, rounded as shops round.</summary>
    public decimal Price(decimal euros, bool nice)
    {
        var amount = euros * Rates.GetValueOrDefault(Currency, 1) * _pen.Random.Next(80, 121) / 100;
        if (!nice) return Math.Round(amount, Currency == "JPY" ? 0 : 2);
        var step = amount switch { > 20_000 => 1_000, > 2_000 => 100, > 200 => 10, > 20 => 5, _ => 1 };
        return Math.Max(step, Math.Round(amount / step) * step);
    }

    public decimal Round(decimal amount) => Math.Round(amount, _notation.Decimals, MidpointRounding.AwayFromZero);

    public string Plain(decimal amount) => _notation.Money(amount);

    public string Write(decimal amount, bool cents)
    {
        var digits = cents ? _notation.Money(amount) : _notation.Whole(amount);
        return _pen.Fill(_style, new Dictionary<string, string>
        {
            ["n"] = digits,
            ["ar"] = Notation.Arabic(digits),
            ["man"] = Notation.TenThousands(amount),
        });
    }
}
