namespace BulkExtractor.Access;

/// <summary>
/// How hard a token is to guess, in bits: what repeats, counts up or can be pronounced adds little. An estimate for
/// warnings, on the safe side of a guesser who knows these habits, too.
/// </summary>
public static class TokenStrength
{
    /// <summary>Below this a token can be guessed (ASVS 2.6.2).</summary>
    public const int EnoughBits = 112;

    private const double BitsOfSpokenLetter = 2;
    private const double VowelsOfWords = 0.2;
    private const double VowelsOfManyWords = 0.3;
    private const int LongestWord = 12;
    private const int TooShortForWord = 2;
    private const int ShortestRepeat = 4;

    /// <summary>What is wrong with a token; null when it cannot be guessed.</summary>
    public static string? FindWeakness(string token)
    {
        var bits = EstimateBits(token);
        return bits >= EnoughBits
            ? null
            : $"can be guessed (about {bits} bits of {EnoughBits}): make another one with openssl rand -hex 32";
    }

    public static int EstimateBits(string token)
    {
        var bits = 0.0;
        var letter = Math.Log2(Alphabet(token));
        var isHex = token.All(char.IsAsciiHexDigit);
        for (var place = 0; place < token.Length;)
        {
            var repeated = RepeatAt(token, place);
            var counted = CountedAt(token, place);
            var spoken = WordAt(token, place, isHex);
            if (Math.Max(repeated, counted) is var known and >= ShortestRepeat)
            {
                bits += Math.Log2(Math.Max(2, place * known));
                place += known;
            }
            else if (spoken > TooShortForWord)
            {
                bits += Math.Min(letter, BitsOfSpokenLetter) * spoken;
                place += spoken;
            }
            else
            {
                bits += letter;
                place++;
            }
        }

        return (int)bits;
    }

    // As many signs as a guesser would have to try in each place; never more than really differ from one another.
    private static double Alphabet(string token)
    {
        var kinds = 0;
        if (token.All(char.IsAsciiHexDigit)) kinds = 16;
        else
        {
            if (token.Any(char.IsAsciiDigit)) kinds += 10;
            if (token.Any(char.IsAsciiLetterLower)) kinds += 26;
            if (token.Any(char.IsAsciiLetterUpper)) kinds += 26;
            if (token.Any(sign => !char.IsAsciiLetterOrDigit(sign))) kinds += 30;
        }

        var different = token.Distinct().Count();
        return different <= 8 ? Math.Max(1, different) : kinds;
    }

    // What stands there already is named by where, and how much of it.
    private static int RepeatAt(string token, int place)
    {
        var longest = 0;
        for (var earlier = 0; earlier < place; earlier++)
        {
            var length = 0;
            while (place + length < token.Length && token[earlier + length] == token[place + length]) length++;
            longest = Math.Max(longest, length);
        }

        return longest;
    }

    // aaaa, 1234, fedc.
    private static int CountedAt(string token, int place)
    {
        var length = 1;
        while (place + length < token.Length && StepAt(token, place + length) == StepAt(token, place + 1)) length++;
        return length > 1 && Math.Abs(StepAt(token, place + 1)) <= 1 ? length : 1;
    }

    private static int StepAt(string token, int place) => token[place] - token[place - 1];

    // Letters with vowels among them, and the sign that parts them from the next ones; hex digits make no words.
    private static int WordAt(string token, int place, bool isHex)
    {
        var (length, vowels) = (0, 0);
        while (!isHex && place + length < token.Length && char.IsAsciiLetter(token[place + length])
            && (length < 2 || char.IsLower(token[place + length]) == char.IsLower(token[place + 1])))
        {
            if ("aeiouyAEIOUY".Contains(token[place + length], StringComparison.Ordinal)) vowels++;
            length++;
        }

        if (vowels < (length > LongestWord ? VowelsOfManyWords : VowelsOfWords) * length) return 0;
        return place + length < token.Length && !char.IsAsciiLetterOrDigit(token[place + length]) ? length + 1 : length;
    }
}
