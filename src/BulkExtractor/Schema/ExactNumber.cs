using System.Globalization;
using System.Numerics;

namespace BulkExtractor.Schema;

/// <summary>
/// A JSON number as it was written, compared without rounding and without ever being expanded: <c>1e999999</c> is
/// two words here. The value is 0.DIGITS × 10^Point; zero has no digits.
/// </summary>
/// <param name="Digits">Without zeros at either end, so that equal numbers are equal records.</param>
internal sealed record ExactNumber(bool Negative, string Digits, long Point) : IComparable<ExactNumber>
{
    private const int MaxDigits = 1_000;
    private const long MaxPoint = 1_000_000_000_000;

    private static readonly ExactNumber Zero = new(false, "", 0);

    /// <summary>Whether there is no fraction: 1.0 is an integer too.</summary>
    public bool IsInteger => Digits.Length <= Point || Digits.Length == 0;

    public static ExactNumber From(decimal number) => Parse(number.ToString(CultureInfo.InvariantCulture))!;

    /// <summary>Reads a JSON number; null if it has more digits than anybody needs.</summary>
    public static ExactNumber? Parse(string json)
    {
        var exponentAt = json.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? json.AsSpan() : json.AsSpan(0, exponentAt);
        var negative = mantissa.StartsWith("-");
        if (negative) mantissa = mantissa[1..];

        var dot = mantissa.IndexOf('.');
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        var digits = dot < 0 ? whole.ToString() : $"{whole}{mantissa[(dot + 1)..]}";
        var significant = digits.TrimStart('0');
        var point = whole.Length - (digits.Length - significant.Length);
        significant = significant.TrimEnd('0');
        if (significant.Length == 0) return Zero;
        if (significant.Length > MaxDigits) return null;

        var exponent = exponentAt < 0 ? 0 : ExponentOf(json.AsSpan(exponentAt + 1));
        return new ExactNumber(negative, significant, point + exponent);
    }

    public int CompareTo(ExactNumber? other)
    {
        if (other is null) return 1;
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);

        var magnitude = Point.CompareTo(other.Point);
        if (magnitude == 0) magnitude = string.CompareOrdinal(Digits, other.Digits);
        return Negative ? -magnitude : magnitude;
    }

    /// <summary>Whether this is a whole multiple of a step.</summary>
    public bool IsMultipleOf(ExactNumber step)
    {
        if (Digits.Length == 0) return true;

        // value = A × 10^a and step = B × 10^b. If a < b, A would have to end in a zero, and it does not.
        var (scale, stepScale) = (Point - Digits.Length, step.Point - step.Digits.Length);
        var (value, divisor) = (BigInteger.Parse(Digits), BigInteger.Parse(step.Digits));
        return scale >= stepScale
            && (value * BigInteger.ModPow(10, scale - stepScale, divisor) % divisor).IsZero;
    }

    /// <summary>The one way to write this number.</summary>
    public override string ToString() => Digits.Length == 0 ? "0" : $"{(Negative ? "-" : "")}0.{Digits}e{Point}";

    private int Sign => Digits.Length == 0 ? 0 : Negative ? -1 : 1;

    private static long ExponentOf(ReadOnlySpan<char> exponent)
    {
        if (long.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
            return Math.Clamp(parsed, -MaxPoint, MaxPoint);

        return exponent.StartsWith("-") ? -MaxPoint : MaxPoint;
    }
}
