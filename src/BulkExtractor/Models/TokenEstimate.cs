using System.Globalization;
using System.Text;

namespace BulkExtractor.Models;

/// <summary>
/// How many tokens a text is worth, without any model's tokenizer: a price for each character by its class.
/// The prices are those of the dearer tokenizers in use, so the estimate errs on the high side.
/// </summary>
public static class TokenEstimate
{
    /// <summary>The prices are whole hundredths of a token, so that sums are exact.</summary>
    internal const int PerToken = 100;

    private const int Sampled = 1_000;

    private const int Letter = 28;
    private const int AccentedLetter = 60;
    private const int OtherAlphabet = 55;
    private const int OtherScript = 100;
    private const int Ideograph = 130;
    private const int Digit = 80;
    private const int Punctuation = 70;
    private const int Space = 15;
    private const int LineBreak = 60;
    private const int Symbol = 150;
    private const int BeyondBasicPlane = 300;

    /// <summary>The estimated number of tokens, rounded up.</summary>
    public static int Estimate(ReadOnlySpan<char> text) => Tokens(Price(text));

    /// <summary>The script that most of a text's tokens come from, by its beginning.</summary>
    public static Script ScriptOf(ReadOnlySpan<char> text)
    {
        Span<long> prices = stackalloc long[4];
        foreach (var rune in text[..Math.Min(text.Length, Sampled)].EnumerateRunes())
            prices[(int)ScriptOf(rune)] += Price(rune);
        var script = Script.Latin;
        for (var other = Script.Alphabet; other <= Script.Other; other++)
        {
            if (prices[(int)other] > prices[(int)script]) script = other;
        }

        return script;
    }

    internal static int Tokens(long price) => (int)Math.Min((price + PerToken - 1) / PerToken, int.MaxValue);

    internal static long Price(ReadOnlySpan<char> text)
    {
        long price = 0;
        foreach (var rune in text.EnumerateRunes()) price += Price(rune);
        return price;
    }

    private static int Price(Rune rune) => rune.Value switch
    {
        ' ' => Space,
        < 0x80 => PriceOfAscii((char)rune.Value),
        < 0x250 => Rune.IsLetter(rune) ? AccentedLetter : Symbol,
        < 0x900 => Rune.IsLetter(rune) ? OtherAlphabet : PriceByCategory(rune),
        < 0x2000 => OtherScript,
        < 0x2E80 => PriceByCategory(rune),
        < 0x10000 => Ideograph,
        _ => BeyondBasicPlane,
    };

    private static Script ScriptOf(Rune rune) => rune.Value switch
    {
        < 0x250 => Script.Latin,
        < 0x900 => Script.Alphabet,
        >= 0x2E80 and < 0xFE00 => Script.Ideographs,
        _ => Script.Other,
    };

    private static int PriceOfAscii(char character) =>
        char.IsAsciiLetter(character) ? Letter
        : char.IsAsciiDigit(character) ? Digit
        : character is '\n' or '\r' or '\t' ? LineBreak
        : Punctuation;

    private static int PriceByCategory(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DecimalDigitNumber => OtherScript,
        UnicodeCategory.SpaceSeparator => LineBreak,
        UnicodeCategory.NonSpacingMark => OtherScript,
        _ => Symbol,
    };
}
