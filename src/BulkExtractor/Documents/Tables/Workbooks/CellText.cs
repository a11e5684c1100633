using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>The text of a cell, or of a shared string, of which parts may look differently.</summary>
internal static partial class CellText
{
    /// <summary>Reads the element that the reader is at to its end; hardly more than the longest is kept.</summary>
    public static string Read(PartReader part, int longest)
    {
        if (part.IsEmpty) return "";
        string? only = null;
        StringBuilder? several = null;
        var (depth, phonetic) = (part.Depth, 0);
        while (part.Read(out var isEnd) && part.Depth > depth)
        {
            if (part.Element == "rPh" && !part.IsEmpty) phonetic += isEnd ? -1 : 1;
            if (isEnd || part.Element != "t" || phonetic > 0) continue;
            var text = part.Text(longest);
            if (only is not null && (several ??= new StringBuilder(only)).Length <= longest) several.Append(text);
            only ??= text;
        }

        return Unescape(several?.ToString() ?? only ?? "");
    }

    /// <summary>A text without the escapes for what XML cannot hold: <c>_x000D_</c>.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, found => $"{(char)ushort.Parse(found.ValueSpan[2..6], NumberStyles.HexNumber)}")
        : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
