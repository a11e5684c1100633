using System.Text;

namespace BulkExtractor.Routing;

/// <summary>Tells by the shares of scripts whether a text is in another language than English.</summary>
internal static class ForeignLanguage
{
    private const int LatinEnd = 0x250;
    private const int MoreLatinStart = 0x1E00;
    private const int MoreLatinEnd = 0x1F00;

    // A name or a borrowed word has an accent too, and a product may be named in another script.
    private const int FewAccents = 3;
    private const double AccentedShare = 0.015;
    private const double OtherShare = 0.2;

    public static bool IsForeign(ReadOnlySpan<char> text)
    {
        var (plain, accented, other) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii) plain += Rune.IsLetter(rune) ? 1 : 0;
            else if (!Rune.IsLetter(rune)) continue;
            else if (IsLatin(rune.Value)) accented++;
            else other++;
        }

        var letters = plain + accented + other;
        return other > OtherShare * letters || (accented >= FewAccents && accented >= AccentedShare * letters);
    }

    private static bool IsLatin(int value) =>
        value < LatinEnd || value is >= MoreLatinStart and < MoreLatinEnd;
}
