using BulkExtractor.Documents.Scans;

namespace BulkExtractor.Tests.Documents.Scans;

public sealed class PageSizeTests
{
    private const string Told = """
        Title:           Pages:           7
        Pages:           2
        Encrypted:       no
        Page    1 size:  595.276 x 841.89 pts (A4)
        Page    1 rot:   0
        Page    2 size:  1e+06 x 72 pts
        PDF version:     1.4
        """;

    private static readonly PageSize A4 = new(595, 842);

    [Fact]
    public void Pages_are_counted_and_measured_as_pdfinfo_says()
    {
        Assert.Equal(2, PageSize.CountOf(Told));
        Assert.Equal([new PageSize(595.276, 841.89), new PageSize(1_000_000, 72)], PageSize.ListOf(Told, 2));
    }

    [Fact]
    public void What_a_title_says_in_lines_of_its_own_counts_for_nothing()
    {
        var told = $"Title: x\nPages:           1\nPage    1 size:  1 x 1 pts\n{Told}";

        Assert.Equal(2, PageSize.CountOf(told));
        Assert.Equal(595.276, PageSize.ListOf(told, 2)[0].Width);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Pages:           none")]
    [InlineData("Pages:           99999999999999999999")]
    public void Without_a_number_there_are_no_pages(string told) => Assert.Equal(0, PageSize.CountOf(told));

    [Theory]
    [InlineData("Page    1 size:  0 x 0 pts")]
    [InlineData("Page    1 size:  -5 x 10 pts")]
    [InlineData("Page    9 size:  5 x 10 pts")]
    [InlineData("")]
    public void A_page_without_a_sensible_size_is_taken_for_a_letter(string told) =>
        Assert.Equal([new PageSize(612, 792)], PageSize.ListOf(told, 1));

    [Fact]
    public void A_page_is_drawn_at_150_dots_per_inch()
    {
        var scan = ScanPages.Plan([A4], PdfPages.MostPixels);

        Assert.Equal((1_239, 1_754), (scan.Pictures[0].Width, scan.Pictures[0].Height));
        Assert.Null(scan.Note);
    }

    [Fact]
    public void An_immense_page_is_drawn_coarser_and_that_is_told()
    {
        var scan = ScanPages.Plan([new PageSize(20_000, 20_000)], PdfPages.MostPixels);

        Assert.InRange((long)scan.Pictures[0].Width * scan.Pictures[0].Height, 19_900_000, PdfPages.MostPixels);
        Assert.Equal(
            "its pages were drawn at 16 dots per inch and not at 150, to stay within 20 megapixels", scan.Note);
    }

    [Fact]
    public void The_pages_of_a_document_share_its_pixels()
    {
        var scan = ScanPages.Plan([.. Enumerable.Repeat(A4, PdfPages.MostPages)], PdfPages.MostPixels);

        Assert.InRange(
            scan.Pictures.Sum(picture => (long)picture.Width * picture.Height), 19_800_000, PdfPages.MostPixels);
        Assert.NotNull(scan.Note);
    }

    [Theory]
    [InlineData(1_000_000, 1)]
    [InlineData(0.001, 0.001)]
    [InlineData(1e300, 1e-300)]
    public void No_side_is_longer_than_a_picture_may_be_nor_nothing(double width, double height)
    {
        var picture = ScanPages.Plan([new PageSize(width, height)], PdfPages.MostPixels).Pictures[0];

        Assert.InRange(picture.Width, 1, 16_384);
        Assert.InRange(picture.Height, 1, 16_384);
    }
}
