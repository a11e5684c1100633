using System.Text;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Whether a part of a text begins and ends where something begins and ends for its readers.</summary>
internal static class WordBoundaries
{
    /// <summary>Whether no character that people see as one, and no number, is cut.</summary>
    public static bool AreWhole(string text, int start, int end) =>
        !IsWithinSign(text, start) && !IsWithinSign(text, end)
        && !IsWithin(text, start, char.IsDigit) && !IsWithin(text, end, char.IsDigit);

    /// <summary>Whether no word is cut; scripts that write without blanks have words everywhere.</summary>
    public static bool AreOfWords(string text, int start, int end) =>
        !IsWithinWord(text, start) && !IsWithinWord(text, end);

    /// <summary>Whether it is a word but for small ones that are written together with it.</summary>
    public static bool AreAfterClitics(string text, int start, int end)
    {
        if (IsWithinWord(text, end)) return false;
        var first = start;
        while (start - first <= Clitics.MostSigns && IsWithinWord(text, first)) first = BaseBefore(text, first);
        return first < start && !IsWithinWord(text, first) && Clitics.Are(text[first..start]);
    }

    private static bool IsWithinWord(string text, int at) =>
        at > 0 && at < text.Length && IsOfWord(text, at) && IsOfWord(text, BaseBefore(text, at));

    // The marks on a letter are part of it.
    private static int BaseBefore(string text, int at)
    {
        at--;
        while (at > 0 && FoldedSigns.Continues(text[at])) at--;
        return at > 0 && char.IsSurrogatePair(text[at - 1], text[at]) ? at - 1 : at;
    }

    private static bool IsOfWord(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var sign) && Rune.IsLetter(sign) && !IsWithoutBlanks(sign.Value);

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

    // Thai to Burmese, Khmer, the scripts of the Tai, Bali and Java, everything Chinese, Japanese and Korean.
    private static bool IsWithoutBlanks(int sign) => sign
        is (>= 0x0E00 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF) or (>= 0x1B00 and <= 0x1B7F)
        or (>= 0x2E80 and <= 0xA4CF) or (>= 0xA960 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAADF)
        or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC)
        or (>= 0x1AFF0 and <= 0x1B16F) or >= 0x20000;
}
