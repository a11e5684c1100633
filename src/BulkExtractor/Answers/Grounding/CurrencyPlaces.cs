using BulkExtractor.Batches;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Where a currency stands that is named by its code: by its sign, or by its name.</summary>
internal static class CurrencyPlaces
{
    private static readonly Dictionary<string, string[]> Signs = new()
    {
        ["EUR"] = ["€", "Euro", "Euros"],
        ["USD"] = ["$", "dollar", "dollars", "dólares"],
        ["CAD"] = ["$", "dollar", "dollars"],
        ["AUD"] = ["$", "dollar", "dollars"],
        ["NZD"] = ["$", "dollar", "dollars"],
        ["SGD"] = ["$", "dollar", "dollars"],
        ["HKD"] = ["$", "dollar", "dollars"],
        ["MXN"] = ["$", "peso", "pesos"],
        ["GBP"] = ["£", "pounds", "sterling"],
        ["JPY"] = ["¥", "￥", "円", "yen"],
        ["CNY"] = ["¥", "￥", "元", "yuan", "RMB"],
        ["KRW"] = ["₩", "￦", "원", "won"],
        ["INR"] = ["₹", "Rs", "rupees"],
        ["PLN"] = ["zł", "złotych"],
        ["CZK"] = ["Kč", "korun"],
        ["HUF"] = ["Ft", "forint"],
        ["CHF"] = ["Fr", "SFr", "Franken", "francs"],
        ["SEK"] = ["kr", "kronor", "kroner"],
        ["NOK"] = ["kr", "kronor", "kroner"],
        ["DKK"] = ["kr", "kronor", "kroner"],
        ["BRL"] = ["R$", "reais", "real"],
        ["RUB"] = ["₽", "руб", "рублей"],
        ["UAH"] = ["₴", "грн"],
        ["TRY"] = ["₺", "TL", "lira"],
        ["ILS"] = ["₪", "ש\"ח"],
        ["THB"] = ["฿", "บาท", "baht"],
        ["VND"] = ["₫", "đồng"],
        ["AED"] = ["د.إ", "درهم", "dirham"],
        ["SAR"] = ["ر.س", "ريال", "riyal"],
        ["EGP"] = ["ج.م", "جنيه"],
        ["MAD"] = ["درهم", "dirham"],
        ["MYR"] = ["RM", "ringgit"],
        ["RON"] = ["lei", "leu"],
    };

    /// <summary>The first sign that stands in the document.</summary>
    public static IReadOnlyList<TextMatch> Find(string code, TextPlaces document)
    {
        foreach (var sign in Signs.GetValueOrDefault(code, []))
        {
            if (document.FindWord(sign) is { Count: > 0 } found)
                return [.. found.Select(place => place with { Match = MatchKind.Normalised })];
        }

        return [];
    }
}
