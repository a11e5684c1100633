using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Batches;

namespace BulkExtractor.Documents.Scans;

/// <summary>The size of a page of a PDF in points, of which 72 are an inch.</summary>
internal readonly partial record struct PageSize(double Width, double Height)
{
    /// <summary>How finely pages are drawn, in dots per inch: print in ten points is read well in it.</summary>
    public const double Resolution = 150;

    private const double PointsPerInch = 72;

    // What a page without a sensible size is taken for; poppler does likewise.
    private static readonly PageSize Letter = new(612, 792);

    /// <summary>How many pages there are, as <c>pdfinfo</c> says it; 0 where it does not.</summary>
    /// <remarks>The last word counts: a title can hold lines of its own, and stands before.</remarks>
    public static int CountOf(string told) =>
        Count().Matches(told) is [.., var last] && int.TryParse(last.Groups["count"].ValueSpan, out var count)
            ? count
            : 0;

    /// <summary>The sizes of the first pages, as <c>pdfinfo</c> says them.</summary>
    public static IReadOnlyList<PageSize> ListOf(string told, int pages)
    {
        var sizes = Enumerable.Repeat(Letter, pages).ToArray();
        foreach (Match line in Size().Matches(told))
        {
            if (!int.TryParse(line.Groups["page"].ValueSpan, out var page) || page < 1 || page > pages) continue;
            sizes[page - 1] = Read(line.Groups["width"].Value, line.Groups["height"].Value) ?? Letter;
        }

        return sizes;
    }

    /// <summary>How finely it may be drawn in so many pixels: never finer than it should be.</summary>
    public double ResolutionIn(double pixels)
    {
        var all = PointsPerInch * Math.Sqrt(pixels / (Width * Height));
        var side = PointsPerInch * PictureHeader.LongestSide / Math.Max(Width, Height);
        return Math.Min(Resolution, Math.Min(all, side));
    }

    /// <summary>Its width and height in pixels.</summary>
    public (int Width, int Height) PixelsAt(double resolution)
    {
        return (Of(Width), Of(Height));

        int Of(double points) => Math.Max(1, (int)(points * resolution / PointsPerInch));
    }

    private static PageSize? Read(string width, string height) =>
        Number(width) is { } across && Number(height) is { } down ? new PageSize(across, down) : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number > 0 && double.IsFinite(number)
            ? number
            : null;

    [GeneratedRegex(@"^Pages:\s+(?<count>\d+)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(
        @"^Page +(?<page>\d+) size: +(?<width>[\d.e+-]+) x (?<height>[\d.e+-]+) pts",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
