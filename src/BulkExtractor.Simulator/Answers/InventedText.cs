using System.Globalization;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Texts that nobody wrote, of the same shape as others: they pass for the real thing.</summary>
internal static class InventedText
{
    private const string Ideographs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

    /// <summary>Letters for letters, figures for figures, a day for a day.</summary>
    public static string Like(string text, Random random)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.AddDays(random.Next(400, 4_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        return string.Concat(text.Select(sign => Like(sign, random)));
    }

    private static char Like(char sign, Random random) => sign switch
    {
        >= '0' and <= '9' => (char)('0' + random.Next(10)),
        >= 'A' and <= 'Z' => (char)('A' + random.Next(26)),
        >= 'a' and <= 'z' => (char)('a' + random.Next(26)),
        >= '\u3040' and <= '\u9FFF' => Ideographs[random.Next(Ideographs.Length)],
        >= '\u0621' and <= '\u063A' => (char)('\u0621' + random.Next(26)),
        _ => sign,
    };
}
