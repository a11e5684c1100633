using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>Which of a workbook's formats show a number as a date, a time or a span.</summary>
internal sealed partial class CellFormats
{
    private const int MostFormats = 70_000;

    private readonly List<CellFormat> _formats = [];

    /// <summary>Reads the part of the styles.</summary>
    public static CellFormats Read(PartReader? part)
    {
        var (formats, own, inCells) = (new CellFormats(), new Dictionary<int, CellFormat>(), false);
        while (part is not null && part.Read(out var isEnd))
        {
            if (part.Element == "cellXfs") inCells = !isEnd && !part.IsEmpty;
            if (isEnd || own.Count > MostFormats || formats._formats.Count > MostFormats) continue;
            if (part.Element == "numFmt" && Number(part, "numFmtId") is { } id)
                own[id] = KindOf(part.Attribute("formatCode") ?? "");
            if (part.Element == "xf" && inCells)
                formats._formats.Add(Number(part, "numFmtId") is { } at
                    ? own.GetValueOrDefault(at, BuiltIn(at))
                    : default);
        }

        return formats;
    }

    /// <summary>How a cell of that style shows its number.</summary>
    public CellFormat this[int style] => style >= 0 && style < _formats.Count ? _formats[style] : CellFormat.Number;

    /// <summary>What a format's code makes of a number.</summary>
    public static CellFormat KindOf(string code)
    {
        var signs = Plain().Replace(code.Split(';')[0], found => found.Groups["span"].Value);
        if (signs.Equals("General", StringComparison.OrdinalIgnoreCase)) return CellFormat.Number;
        if (Span().IsMatch(signs)) return CellFormat.Span;
        var hasDay = signs.AsSpan().IndexOfAny("dDyY") >= 0;
        var hasTime = signs.AsSpan().IndexOfAny("hHsS") >= 0;
        if (hasDay) return CellFormat.Date;
        if (hasTime) return CellFormat.Time;
        return signs.AsSpan().IndexOfAny("mM") >= 0 ? CellFormat.Date : CellFormat.Number;
    }

    // ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are dates of East Asia.
    private static CellFormat BuiltIn(int id) => id switch
    {
        >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => CellFormat.Date,
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => CellFormat.Time,
        46 => CellFormat.Span,
        _ => CellFormat.Number,
    };

    private static int? Number(PartReader part, string attribute) =>
        int.TryParse(part.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // Quoted and escaped signs, colours and conditions say nothing of the kind; [h] does.
    [GeneratedRegex("""
        "[^"]*"|[\\_*].|(?<span>\[(?:h+|m+|s+)\])|\[[^\]]*\]|E[+-]
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex("""\[(?:h+|m+|s+)\]""", RegexOptions.IgnoreCase)]
    private static partial Regex Span();
}

/// <summary>What a number in a cell is shown as.</summary>
internal enum CellFormat
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, or a day with a time.</summary>
    Date,

    /// <summary>A time of a day.</summary>
    Time,

    /// <summary>Hours, minutes and seconds, of which there may be more than a day has.</summary>
    Span,
}
