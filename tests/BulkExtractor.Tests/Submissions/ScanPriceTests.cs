using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Submissions;

namespace BulkExtractor.Tests.Submissions;

public sealed class ScanPriceTests
{
    private static readonly Picture Page = new("image/jpeg", 1_239, 1_754, []);

    [Fact]
    public void The_price_says_who_is_asked_and_what_it_takes() => Assert.Equal(
        "12 documents are scans with 1,048 pages: only models that read pictures are asked (2 of 9), "
            + "with about 3,176,488 tokens in about 12 requests",
        new ScanPrice(12, 1_048, ScanUse.Pictures) { Tokens = 3_176_488, Requests = 12, Models = 2, AllModels = 9 }
            .Sentence);

    [Fact]
    public void One_of_each_is_one() => Assert.Equal(
        "1 document is a scan with 1 page: only models that read pictures are asked (1 of 1), "
            + "with about 3,031 tokens in about 1 request",
        new ScanPrice(1, 1, ScanUse.Pictures) { Tokens = 3_031, Requests = 1, Models = 1, AllModels = 1 }.Sentence);

    [Fact]
    public void Scans_that_are_read_here_say_so() => Assert.Equal(
        "2 documents are scans with 3 pages: tesseract reads them, and what it reads is about 900 tokens",
        new ScanPrice(2, 3, ScanUse.Text) { Tokens = 900 }.Sentence);

    [Fact]
    public void Scans_are_counted_with_their_pages_and_tokens_and_are_not_cut()
    {
        var tally = new DocumentTally(sliceTokens: 1_000);
        tally.Count(Scan(1));
        tally.Count(Scan(9));
        Assert.True(tally.HoldsOnlyPictures);
        tally.Count(new Document(3, "3", "", []) { Problem = "c.pdf is a broken PDF" });
        Assert.True(tally.HoldsOnlyPictures);
        tally.Count(new Document(4, "4", "a text", []));

        Assert.Equal((2, 10, 10L * Page.Tokens), (tally.Scans, tally.ScannedPages, tally.ScanTokens));
        Assert.Equal((4, 10d / 4), (tally.Chunks, tally.PicturesPerChunk));
        Assert.False(tally.HoldsOnlyPictures);
    }

    private static Document Scan(int pages) =>
        new(1, "1", "", []) { Pages = pages, Pictures = [.. Enumerable.Repeat(Page, pages)] };
}
