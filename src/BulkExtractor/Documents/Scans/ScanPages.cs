using BulkExtractor.Batches;

namespace BulkExtractor.Documents.Scans;

/// <summary>The pages of a scan as pictures, or why there are none.</summary>
internal sealed record ScanPages(IReadOnlyList<Picture> Pictures, string? Problem)
{
    private const string MediaType = "image/jpeg";

    /// <summary>How finely its coarsest page is drawn, in dots per inch.</summary>
    public double Resolution { get; private init; } = PageSize.Resolution;

    /// <summary>The estimated tokens of all pages.</summary>
    public int Tokens => Pictures.Sum(picture => picture.Tokens);

    /// <summary>What is to be told where pages are drawn coarser than they should be; else null.</summary>
    public string? Note => Resolution < PageSize.Resolution
        ? $"its pages were drawn at {Math.Max(1, Math.Floor(Resolution)):0} dots per inch and not at "
            + $"{PageSize.Resolution:0}, to stay within {PdfPages.MostPixels / 1_000_000} megapixels"
        : null;

    public static ScanPages Fail(string problem) => new([], problem);

    /// <summary>How pages are drawn that may have so many pixels together.</summary>
    public static ScanPages Plan(IReadOnlyList<PageSize> pages, int pixels)
    {
        var share = (double)pixels / pages.Count;
        return new ScanPages([.. pages.Select(page => Plan(page, page.ResolutionIn(share)))], null)
        {
            Resolution = pages.Min(page => page.ResolutionIn(share)),
        };
    }

    private static Picture Plan(PageSize page, double resolution)
    {
        var (width, height) = page.PixelsAt(resolution);
        return new Picture(MediaType, width, height, []);
    }
}
