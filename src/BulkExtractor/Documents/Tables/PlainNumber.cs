using System.Globalization;

namespace BulkExtractor.Documents.Tables;

/// <summary>Writes numbers as people do: a point, no exponent, no more digits than were meant.</summary>
internal static class PlainNumber
{
    private const int LongestExponent = 400;
    private const int DigitsMeant = 15;

    /// <summary>A number as its source wrote it, without its exponent.</summary>
    public static string Write(string number)
    {
        var at = number.AsSpan().IndexOfAny('e', 'E');
        var exponent = number.AsSpan(at + 1);
        if (at < 0
            || !int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var by)
            || Math.Abs(by) > LongestExponent) return number;

        var sign = number.StartsWith('-') ? "-" : "";
        var mantissa = number[sign.Length..at].TrimStart('+');
        var point = mantissa.IndexOf('.') is var found and >= 0 ? found : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        return sign + Moved(digits, point + by);
    }

    /// <summary>A number of 64 bits.</summary>
    public static string Write(double number) => Write(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A number of 64 bits that stands for a decimal one, such as 0.1 + 0.2 in a workbook.</summary>
    public static string WriteDecimal(double number) => double.IsInteger(number)
        ? Write(number)
        : Write(number.ToString($"G{DigitsMeant}", CultureInfo.InvariantCulture));

    private static string Moved(string digits, int point)
    {
        if (point <= 0) return Trimmed("0", new string('0', -point) + digits);
        return point >= digits.Length
            ? Trimmed(digits.PadRight(point, '0'), "")
            : Trimmed(digits[..point], digits[point..]);
    }

    private static string Trimmed(string whole, string fraction)
    {
        whole = whole.TrimStart('0') is { Length: > 0 } significant ? significant : "0";
        fraction = fraction.TrimEnd('0');
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }
}
