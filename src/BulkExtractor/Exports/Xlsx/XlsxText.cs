using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Exports.Xlsx;

/// <summary>Texts as workbooks hold them (ECMA-376, ST_Xstring).</summary>
internal static partial class XlsxText
{
    // A cell holds no more; a workbook with a longer one counts as damaged.
    public const int Longest = 32_767;

    /// <summary>The text; what XML cannot hold is escaped, and what is too long ends with an ellipsis.</summary>
    public static string Clean(string text)
    {
        var whole = CleanText.Clean(text);
        if (IsTooLong(whole)) whole = $"{whole[..Border(whole)]}…";
        return Escaped().Replace(
            whole, match => $"_x{((int)match.Value[0]).ToString("X4", CultureInfo.InvariantCulture)}_");
    }

    /// <summary>Whether a cell holds only the beginning of it.</summary>
    public static bool IsTooLong(string text) => text.Length > Longest;

    // Never between the halves of a surrogate pair.
    private static int Border(string text) => char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1;

    [GeneratedRegex(@"[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escaped();
}
