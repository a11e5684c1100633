using BulkExtractor.Basics;
using BulkExtractor.Documents.Scans;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Documents.Files;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Documents.Scans;

public sealed class PdfPagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScriptedProgram Script => new(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_page_is_drawn_as_a_picture_of_the_size_that_was_measured()
    {
        var scan = await DrawAsync(SomePdf.Scan(pages: 2));

        Assert.Null(scan.Problem);
        Assert.Equal(
            [("image/jpeg", 1_239, 1_754), ("image/jpeg", 1_239, 1_754)],
            scan.Pictures.Select(page => (page.MediaType, page.Width, page.Height)));
        Assert.All(scan.Pictures, page => Assert.Equal([0xFF, 0xD8, 0xFF], page.Bytes[..3]));
    }

    [Fact]
    public async Task A_page_of_20_000_points_is_drawn_within_20_megapixels()
    {
        var scan = await DrawAsync(SomePdf.Scan(width: 20_000, height: 20_000));

        var page = Assert.Single(scan.Pictures);
        Assert.Equal((4_472, 4_472), (page.Width, page.Height));
        Assert.StartsWith("its pages were drawn at 16 dots per inch", scan.Note);
    }

    [Fact]
    public async Task More_pages_than_are_read_are_refused_not_cut() => Assert.Equal(
        "a.pdf is a scan of 60 pages, and no more than 50 are read: split it",
        (await DrawAsync(SomePdf.Scan(pages: 60))).Problem);

    [Fact]
    public async Task A_scan_with_a_password_is_told() =>
        Assert.Equal("a.pdf is a PDF with a password", (await DrawAsync(SomePdf.Encrypted())).Problem);

    [Fact]
    public async Task A_broken_one_is_told() =>
        Assert.Equal("a.pdf is a broken PDF", (await DrawAsync(SomePdf.Scan()[..300])).Problem);

    [Theory]
    [InlineData(3)]
    [InlineData(20261130)]
    public async Task A_damaged_one_is_drawn_or_told_and_never_a_crash(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 10; round++)
        {
            var scan = await DrawAsync(SomePdf.Damage(SomePdf.Scan(), random));

            Assert.True(scan.Problem is null == scan.Pictures.Count > 0, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public async Task A_picture_without_end_is_cut_off_and_its_program_killed()
    {
        var pages = new PdfPages(TimeProvider.System)
        {
            Program = Script.Write("while :; do echo 'ten times the same, and no end of it in sight here'; done"),
        };

        var scan = await DrawAsync(SomePdf.Scan(), pages);

        Assert.Equal("page 1 of a.pdf is a picture larger than 5 MB", scan.Problem);
        Assert.False(Script.IsAlive());
    }

    [Fact]
    public async Task What_is_no_picture_is_told_with_its_page()
    {
        var pages = new PdfPages(TimeProvider.System) { Program = Script.Write("cat > /dev/null; echo nothing") };

        Assert.StartsWith("page 1 of a.pdf cannot be drawn", (await DrawAsync(SomePdf.Scan(), pages)).Problem);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed()
    {
        var clock = new ManualClock();
        var pages = new PdfPages(clock) { Measure = Script.Write("sleep 600") };

        var measuring = pages.MeasureAsync(SomePdf.Scan(), "a.pdf", Token);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("a.pdf is a scan that takes longer than 120 s to draw", (await measuring).Problem);
        Assert.False(Script.IsAlive());
    }

    [Fact]
    public async Task A_program_is_killed_when_nobody_waits_any_more()
    {
        using var cancel = new CancellationTokenSource();
        var pages = new PdfPages(TimeProvider.System) { Measure = Script.Write("exec sleep 600") };

        var measuring = pages.MeasureAsync(SomePdf.Scan(), "a.pdf", cancel.Token);
        await Until.TrueAsync("the program runs", () => Task.FromResult(Script.IsAlive()));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);
        Assert.False(Script.IsAlive());
    }

    [Fact]
    public async Task Without_the_program_one_line_says_what_to_install()
    {
        var pages = new PdfPages(TimeProvider.System) { Program = "/nowhere/pdftoppm" };

        var error = await Assert.ThrowsAsync<InputException>(() => DrawAsync(SomePdf.Scan(), pages));

        Assert.Equal(
            "a.pdf is a scan, and there is no pdftoppm to draw its pages: install the package poppler-utils",
            error.Message);
    }

    private static async Task<ScanPages> DrawAsync(byte[] pdf, PdfPages? pages = null)
    {
        Assert.SkipUnless(PdfTextTests.IsInstalled, "pdftoppm is not installed: install the package poppler-utils");
        pages ??= new PdfPages(TimeProvider.System);
        var measured = await pages.MeasureAsync(pdf, "a.pdf", Token);
        return measured.Problem is null ? await pages.DrawAsync(measured, pdf, "a.pdf", Token) : measured;
    }
}
