using System.Globalization;
using System.Text;

namespace BulkExtractor.Answers.Grounding;

/// <summary>
/// What each character is worth when texts are compared: compatible forms and cases alike, blanks nothing.
/// </summary>
internal static class FoldedSigns
{
    private static readonly string?[] Known = new string?[char.MaxValue + 1];
    private static readonly string?[] KnownPlain = new string?[char.MaxValue + 1];

    /// <summary>A character by itself; nothing for blanks, format characters and vowel points.</summary>
    public static string Fold(char sign) => Known[sign] ??= Fold(sign.ToString());

    /// <summary>A character with the marks on it.</summary>
    public static string Fold(string cluster)
    {
        var folded = new StringBuilder(cluster.Length);
        foreach (var sign in Normal(cluster, NormalizationForm.FormKC)) Append(folded, sign);
        return folded.ToString();
    }

    /// <summary>A folded character without accents; other scripts' marks tell words apart and stay.</summary>
    public static string Plain(char folded) => KnownPlain[folded] ??= HasAccents(folded)
        ? string.Concat(Normal(folded.ToString(), NormalizationForm.FormKD).Where(sign => !IsMark(sign)))
        : folded.ToString();

    /// <summary>Whether a character continues the one before it: a mark, a joiner, half of a syllable.</summary>
    public static bool Continues(char sign) => sign >= '\u0300' && (
        IsMark(sign)
        || sign is '\u200D' or '\uFF9E' or '\uFF9F' or (>= '\u1160' and <= '\u11FF')
        || CharUnicodeInfo.GetUnicodeCategory(sign)
            is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static void Append(StringBuilder folded, char sign)
    {
        if (sign is 'ß' or 'ẞ') folded.Append("ss");
        else if (sign == 'ς') folded.Append('σ');
        else if (!IsNothing(sign)) folded.Append(char.ToLowerInvariant(Uniform(sign)));
    }

    private static char Uniform(char sign) => sign switch
    {
        '\u2212' => '-',
        '\u02BC' or '\u2032' or '`' or '´' => '\'',
        < '\u0080' => sign,
        _ => CharUnicodeInfo.GetUnicodeCategory(sign) switch
        {
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
                => sign is '\u2018' or '\u2019' or '\u201B' or '\u2039' or '\u203A' ? '\'' : '"',
            UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(sign)),
            _ => sign is '\u201E' or '\u201F' ? '"' : sign is '\u201A' ? '\'' : sign,
        },
    };

    // Vowel points of Arabic and Hebrew, the stretching sign, selectors of a glyph's form.
    private static bool IsNothing(char sign) =>
        char.IsWhiteSpace(sign)
        || sign is '\u0640' or '\u0670' or (>= '\u064B' and <= '\u065F') or (>= '\u0591' and <= '\u05BD')
            or (>= '\uFE00' and <= '\uFE0F')
        || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool HasAccents(char sign) =>
        sign is (>= '\u00C0' and < '\u0250') or (>= '\u0370' and < '\u0400') or (>= '\u1E00' and < '\u2000');

    private static bool IsMark(char sign) =>
        CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark;

    private static string Normal(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            // U+FFFF and its like are text for JSON, but not for the normalisation.
            return text;
        }
    }
}
