using BulkExtractor.Batches;
using BulkExtractor.Documents.Scans;
using BulkExtractor.IntegrationTests.Documents.Files;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Documents.Scans;

public sealed class ScanReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScriptedProgram Script => new(_folder);

    // Reads the same from every picture, and knows one language.
    private Tesseract Reading(string read) => new(TimeProvider.System)
    {
        Program = Script.Write(
            "case \"$*\" in --list-langs) echo eng;; "
            + $"'stdin stdout -l eng') cat > /dev/null; {read};; *) exit 1;; esac"),
    };

    private static Tesseract None => new(TimeProvider.System) { Program = "/nowhere/tesseract" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_pages_become_pictures_of_the_document()
    {
        var document = await ReadAsync(SomePdf.Scan(pages: 3), None, ScanUse.Pictures);

        Assert.Equal((3, 3, "", null), (document.Pictures.Count, document.Pages, document.Text, document.Problem));
        Assert.Null(document.Seen);
        Assert.Equal(document.Pictures.Sum(page => page.Tokens), document.Tokens);
    }

    [Fact]
    public async Task Where_tesseract_is_installed_its_text_is_kept_page_by_page()
    {
        var document = await ReadAsync(SomePdf.Scan(pages: 2), Reading("printf 'Total\\n7.75\\f'"), ScanUse.Pictures);

        Assert.Equal((2, "Total\n7.75\fTotal\n7.75", ""), (document.Pictures.Count, document.Seen, document.Text));
    }

    [Fact]
    public async Task A_tesseract_that_fails_takes_nothing_from_the_pictures()
    {
        var document = await ReadAsync(SomePdf.Scan(), Reading("exit 3"), ScanUse.Pictures);

        Assert.Equal((1, null, null), (document.Pictures.Count, document.Seen, document.Problem));
    }

    [Fact]
    public async Task As_text_a_scan_is_what_tesseract_reads_and_no_picture()
    {
        var document = await ReadAsync(SomePdf.Scan(pages: 2), Reading("echo Total 7.75"), ScanUse.Text);

        Assert.Equal(("a note\n\nTotal 7.75\n\nTotal 7.75", 2), (document.Text, document.Pages));
        Assert.Empty(document.Pictures);
    }

    [Theory]
    [InlineData("exit 3", "tesseract cannot read the scan a.pdf: take input.scans: pictures")]
    [InlineData("echo", "a.pdf is a scan, and tesseract finds no text on its pages")]
    public async Task As_text_a_scan_that_cannot_be_read_says_so(string reads, string problem) =>
        Assert.Equal(problem, (await ReadAsync(SomePdf.Scan(), Reading(reads), ScanUse.Text)).Problem);

    [Fact]
    public async Task What_is_only_measured_costs_the_same_and_has_no_bytes()
    {
        var drawn = await ReadAsync(SomePdf.Scan(pages: 2), None, ScanUse.Pictures);
        var measured = await ReadAsync(SomePdf.Scan(pages: 2), None, ScanUse.Pictures, draws: false);

        Assert.Equal((drawn.Tokens, drawn.Pages), (measured.Tokens, measured.Pages));
        Assert.All(measured.Pictures, page => Assert.Empty(page.Bytes));
    }

    [Fact]
    public async Task A_scan_that_is_longer_than_any_model_takes_says_what_to_do()
    {
        var reader = new ScanReader(new PdfPages(TimeProvider.System), None, ScanUse.Pictures) { MostTokens = 5_000 };

        Assert.Equal(
            "a.pdf is a scan of 2 pages, which are about 6,058 tokens as pictures, and no model that reads pictures "
            + "takes more than 5,000 at once: split it into several files, or take input.scans: text",
            (await ReadAsync(reader, SomePdf.Scan(pages: 2))).Problem);
    }

    [Fact]
    public async Task Where_no_model_reads_pictures_that_is_what_a_scan_says()
    {
        var reader = new ScanReader(new PdfPages(TimeProvider.System), None, ScanUse.Pictures)
        {
            NoTaker = "no model reads pictures",
        };

        Assert.Equal(
            "a.pdf holds no text and is a scan: no model reads pictures",
            (await ReadAsync(reader, SomePdf.Scan())).Problem);
    }

    [Fact]
    public async Task Beside_a_picture_at_an_address_no_scan_is_taken()
    {
        var document = Row with { Image = "https://example.org/a.png" };

        Assert.StartsWith(
            "a.pdf is a scan, beside which no picture at an address is taken",
            (await ReadAsync(Reader(None, ScanUse.Pictures), SomePdf.Scan(), document)).Problem);
    }

    [Fact]
    public async Task The_real_tesseract_reads_what_was_printed()
    {
        var tesseract = new Tesseract(TimeProvider.System);
        Assert.SkipUnless(tesseract.IsInstalled, "tesseract is not installed: install the package tesseract-ocr");
        var printed = await DrawAsync(SomePdf.Of(["Invoice number: A-77", "Total: 119.50 EUR"]));

        var document = await ReadAsync(SomePdf.Scan(jpeg: printed), tesseract, ScanUse.Text);

        Assert.Contains("Invoice number: A-77", document.Text);
        Assert.Contains("119.50", document.Text);
    }

    private static Document Row => new(1, "1", "", []) { File = "a.pdf" };

    private static async Task<byte[]> DrawAsync(byte[] pdf)
    {
        var pages = new PdfPages(TimeProvider.System);
        var measured = await pages.MeasureAsync(pdf, "a.pdf", Token);
        return (await pages.DrawAsync(measured, pdf, "a.pdf", Token)).Pictures[0].Bytes;
    }

    private static Task<Document> ReadAsync(byte[] pdf, Tesseract tesseract, ScanUse use, bool draws = true) =>
        ReadAsync(Reader(tesseract, use), pdf, use == ScanUse.Text ? Row with { Text = "a note" } : Row, draws);

    private static ScanReader Reader(Tesseract tesseract, ScanUse use) =>
        new(new PdfPages(TimeProvider.System), tesseract, use) { FindsPlaces = true };

    private static Task<Document> ReadAsync(
        ScanReader reader, byte[] pdf, Document? document = null, bool draws = true)
    {
        Assert.SkipUnless(PdfTextTests.IsInstalled, "pdftoppm is not installed: install the package poppler-utils");
        return reader.ReadAsync(document ?? Row, pdf, "a.pdf", draws, Token);
    }
}
