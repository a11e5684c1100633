using System.Globalization;
using System.Text;

namespace BulkExtractor.Answers;

/// <summary>Words without what people leave out: case, accents and surplus blanks.</summary>
internal static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in Decompose(text.Trim()))
        {
            if (char.IsWhiteSpace(sign))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToUpperInvariant(sign));
            }
        }

        return folded.ToString();
    }

    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // U+FFFF and its like are text for JSON, but not for the normalisation.
            return text;
        }
    }
}
