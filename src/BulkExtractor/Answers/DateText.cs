using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Answers;

/// <summary>Dates as people write them. What could be two dates (03/04/2026) is none.</summary>
internal static partial class DateText
{
    private const int MaxLength = 60;

    // What people write of our time in that era, and in no other.
    private const int LeastBuddhist = 2400;

    /// <summary>By how many years the Buddhist era, which Thailand counts by, is ahead.</summary>
    internal const int BuddhistEra = 543;

    // A language a line, as its dates have them; names are matched by their first letters, without accents.
    private static readonly string[] Languages =
    [
        "january february march april may june july august september october november december",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    ];

    private static readonly (string Name, int Month)[] Months =
        [.. Languages.SelectMany(names => names.Split(' ').Select((name, i) => (Plain(name), i + 1)))];

    /// <summary>The date in ISO 8601; null if the text is not clearly one date.</summary>
    public static string? Read(string text)
    {
        if (text.Length > MaxLength) return null;

        text = text.Trim();
        return Iso(YearFirst().Match(text), "m", "d")
            ?? Iso(Dotted().Match(text), "m", "d")
            ?? Either(Slashed().Match(text))
            ?? Named(DayMonthYear().Match(text))
            ?? Named(MonthDayYear().Match(text));
    }

    // Day first and month first are both in use; one figure over 12, or two equal ones, settle it.
    private static string? Either(Match match)
    {
        var (dayFirst, monthFirst) = (Iso(match, "second", "first"), Iso(match, "first", "second"));
        return dayFirst is null || monthFirst is null || dayFirst == monthFirst ? dayFirst ?? monthFirst : null;
    }

    private static string? Named(Match match) =>
        match.Success && MonthOf(match.Groups["name"].Value) is { } month
            ? Iso(match.Groups["y"].Value, month, int.Parse(match.Groups["d"].ValueSpan))
            : null;

    /// <summary>
    /// The month that a word names, or begins to name, in any of the languages; null if none or several.
    /// </summary>
    internal static int? MonthOf(string name)
    {
        var folded = Plain(name);
        int[] months = [.. Months
            .Where(m => m.Name.StartsWith(folded, StringComparison.Ordinal))
            .Select(m => m.Month)
            .Distinct()];
        return months.Length == 1 ? months[0] : null;
    }

    private static string Plain(string name) => Folding.Fold(name).ToLowerInvariant();

    private static string? Iso(Match match, string month, string day) =>
        match.Success
            ? Iso(
                match.Groups["y"].Value,
                int.Parse(match.Groups[month].ValueSpan),
                int.Parse(match.Groups[day].ValueSpan))
            : null;

    private static string? Iso(string year, int month, int day)
    {
        var counted = int.Parse(year, CultureInfo.InvariantCulture);
        var iso = $"{(counted < LeastBuddhist ? counted : counted - BuddhistEra):0000}-{month:00}-{day:00}";
        return DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? iso
            : null;
    }

    // 2026-1-27, 2026/01/27, 20260127, 2026年1月27日, 2026년 1월 27일, and 2026-01-27T10:00:00Z, whose day is as written
    [GeneratedRegex(
        @"^(?<y>[0-9]{4})(?:(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})(?:[T ][0-9]{2}:[0-9]{2}[0-9:.Z+-]*)?"
        + @"|(?<m>[0-9]{2})(?<d>[0-9]{2})|[年년]\s?(?<m>[0-9]{1,2})[月월]\s?(?<d>[0-9]{1,2})[日일])\z")]
    private static partial Regex YearFirst();

    // No country that writes dots puts the month first.
    [GeneratedRegex(@"^(?<d>[0-9]{1,2})\.\s?(?<m>[0-9]{1,2})\.\s?(?<y>[0-9]{4})\z")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(?<first>[0-9]{1,2})(?<s>[-/])(?<second>[0-9]{1,2})\k<s>(?<y>[0-9]{4})\z")]
    private static partial Regex Slashed();

    [GeneratedRegex(
        @"^(?:\p{L}+\.?,?\s)?(?<d>[0-9]{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-](?:de\s|of\s)?(?<name>\p{L}{3,})\.?,?[\s-]"
        + @"(?:de\s)?(?<y>[0-9]{4})\z", RegexOptions.IgnoreCase)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(
        @"^(?:\p{L}+\.?,\s)?(?<name>\p{L}{3,})\.?\s(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s(?<y>[0-9]{4})\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex MonthDayYear();
}
