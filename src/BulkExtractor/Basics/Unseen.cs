using System.Globalization;
using System.Text;

namespace BulkExtractor.Basics;

/// <summary>Characters that nobody sees: blanks, and those that only say how others are to be shown.</summary>
internal static class Unseen
{
    /// <summary>Whether nothing of a text can be seen.</summary>
    public static bool IsAll(string text)
    {
        foreach (var sign in text.EnumerateRunes())
        {
            if (!Is(sign)) return false;
        }

        return true;
    }

    /// <summary>A text as an error shows it: what cannot be seen, but for blanks, by its number.</summary>
    public static string Shown(string text) => string.Concat(text.EnumerateRunes()
        .Select(sign => Is(sign) && sign.Value != ' ' ? $"<U+{sign.Value:X4}>" : $"{sign}"));

    /// <summary>What can be seen of a text, composed: two texts that look alike have the same.</summary>
    public static string Rest(string text) => string
        .Concat(text.EnumerateRunes().Where(sign => sign.Value == ' ' || !Is(sign)).Select(sign => $"{sign}"))
        .Trim()
        .Normalize(NormalizationForm.FormC);

    // Some more that fonts leave blank: a joiner, fillers, an empty cell of Braille, choices of a form, no character.
    private static bool Is(Rune sign) =>
        Rune.IsWhiteSpace(sign)
        || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.Control
        || sign.Value is 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0xFFFE
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
