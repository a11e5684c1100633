using System.Globalization;

namespace BulkExtractor.Samples;

/// <summary>How numbers are written somewhere, told by an example: <c>1.234,5</c>.</summary>
internal sealed class Notation
{
    private readonly NumberFormatInfo _format;

    public Notation(string example, string groupSeparator)
    {
        _format = new NumberFormatInfo
        {
            NumberGroupSeparator = groupSeparator,
            NumberDecimalSeparator = example.Length > 5 ? example[5..6] : ".",
        };
        Decimals = example.Length > 5 ? 2 : 0;
    }

    public int Decimals { get; }

    public string Whole(decimal amount) => amount.ToString("N0", _format);

    public string Money(decimal amount) => amount.ToString($"N{Decimals}", _format);

    public static string Arabic(string digits) => string.Concat(digits.Select(c => c switch
    {
        >= '0' and <= '9' => (char)(c - '0' + '٠'),
        ',' => '٬',
        '.' => '٫',
        _ => c,
    }));

    /// <summary>Japanese ten thousands: 35,000 is 3万5千円.</summary>
    public static string TenThousands(decimal yen)
    {
        var (man, rest) = ((long)yen / 10_000, (long)yen % 10_000);
        if (man == 0 || rest % 1_000 != 0) return $"{(long)yen}円";
        return rest == 0 ? $"{man}万円" : $"{man}万{rest / 1_000}千円";
    }
}
