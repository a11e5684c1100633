using System.Text;

namespace BulkExtractor.Extraction.Grounding;

/// <summary>Whether a part of a text begins and ends where something begins and ends for its readers.</summary>
internal static class Edges
{
    /// <summary>Whether no character that people see as one, and no number, is cut.</summary>
    public static bool AreWhole(string text, int start, int end) =>
        !IsWithinSign(text, start) && !IsWithinSign(text, end)
        && !IsWithin(text, start, char.IsDigit) && !IsWithin(text, end, char.IsDigit);

    /// <summary>Whether no word is cut; scripts that write without blanks have words everywhere.</summary>
    public static bool AreOfWords(string text, int start, int end) =>
        !IsWithin(text, start, IsOfWord) && !IsWithin(text, end, IsOfWord);

    private static bool IsWithin(string text, int at, Func<char, bool> isPart) =>
        at > 0 && at < text.Length && isPart(text[at - 1]) && isPart(text[at]);

    private static bool IsWithinSign(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return false;
        if (text[at] < '\u0300') return false;
        return FoldedSigns.Continues(text[at]) || text[at - 1] == '\u200D' || char.IsLowSurrogate(text[at])
            || IsSkinTone(text, at) || IsWithinFlag(text, at);
    }

    private static bool IsSkinTone(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) && rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    // Flags are pairs of letters: an odd number of them before this one means that it is the second.
    private static bool IsWithinFlag(string text, int at)
    {
        if (!IsFlagLetter(text, at)) return false;
        var letters = 0;
        while (IsFlagLetter(text, at - (2 * (letters + 1)))) letters++;
        return letters % 2 == 1;
    }

    private static bool IsFlagLetter(string text, int at) =>
        at >= 0 && Rune.TryGetRuneAt(text, at, out var rune) && rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsOfWord(char sign) =>
        char.IsLetter(sign)
        && sign is not ((>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
            or (>= '\u2E80' and <= '\uD7FF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFFDC'));
}
