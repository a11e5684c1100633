using BulkExtractor.Basics;
using BulkExtractor.Documents.Files;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Documents.Files;

public sealed class PdfTextTests : IDisposable
{
    private const string Missing = "pdftotext is not installed: install the package poppler-utils";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether PDFs can be read on this machine.</summary>
    public static bool IsInstalled { get; } = Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_text_of_a_pdf_is_read_line_by_line()
    {
        var text = await ReadAsync(SomePdf.Of(["Invoice 4711", "Total (net): 119.50 EUR"]));

        Assert.Equal(("Invoice 4711\nTotal (net): 119.50 EUR", null), (text.Text, text.Problem));
    }

    [Fact]
    public async Task A_pdf_without_text_is_told_as_a_scan() =>
        Assert.True((await ReadAsync(SomePdf.Of([]))).IsScan);

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7 and then nothing that is one")]
    [InlineData("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF")]
    public async Task A_broken_pdf_is_told(string pdf)
    {
        var text = await ReadAsync(System.Text.Encoding.ASCII.GetBytes(pdf));

        Assert.Null(text.Text);
        Assert.Contains(text.Problem, (string[])["a.pdf is a broken PDF", "a.pdf holds no text"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20260127)]
    public async Task A_damaged_pdf_is_read_or_told_and_never_a_crash(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 15; round++)
        {
            var text = await ReadAsync(SomePdf.Damage(SomePdf.Of(["Invoice 4711"]), random));

            Assert.True(text.Text is null != text.Problem is null, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public async Task A_pdf_of_very_many_pages_is_refused_not_cut() =>
        Assert.Equal("a.pdf has more than 500 pages", (await ReadAsync(SomePdf.Of(["x"], pages: 20_000))).Problem);

    [Fact]
    public async Task A_text_without_end_is_cut_off_and_its_program_killed()
    {
        var pdf = Script("while :; do echo 'ten times the same, and no end of it in sight here'; done");

        var text = await pdf.ReadAsync(SomePdf.Of([]), "a.pdf", Token);

        Assert.Equal("a.pdf holds more than 1,048,576 characters", text.Problem);
        Assert.False(IsAlive());
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed()
    {
        var clock = new ManualClock();
        var pdf = new PdfText(clock) { Program = Write("sleep 600") };

        var reading = pdf.ReadAsync(SomePdf.Of([]), "a.pdf", Token);
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("a.pdf takes longer than 30 s to read", (await reading).Problem);
        Assert.False(IsAlive());
    }

    [Fact]
    public async Task A_program_is_killed_when_nobody_waits_any_more()
    {
        using var cancel = new CancellationTokenSource();

        var reading = Script("exec sleep 600").ReadAsync(SomePdf.Of([]), "a.pdf", cancel.Token);
        await Until.TrueAsync("the program runs", () => Task.FromResult(IsAlive()));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.False(IsAlive());
    }

    [Fact]
    public async Task Without_the_program_one_line_says_what_to_install()
    {
        var pdf = new PdfText(TimeProvider.System) { Program = "/nowhere/pdftotext" };

        var error = await Assert.ThrowsAsync<InputException>(() => pdf.ReadAsync(SomePdf.Of([]), "a.pdf", Token));

        Assert.Equal(
            "a.pdf is a PDF, and there is no pdftotext to read it: install the package poppler-utils",
            error.Message);
    }

    private static async Task<FileText> ReadAsync(byte[] pdf)
    {
        Assert.SkipUnless(IsInstalled, Missing);
        return await FileText.ReadAsync(pdf, "a.pdf", "utf-8", new PdfText(TimeProvider.System), Token);
    }

    private PdfText Script(string line) => new(TimeProvider.System) { Program = Write(line) };

    private string Write(string line) => new ScriptedProgram(_folder).Write(line);

    private bool IsAlive() => new ScriptedProgram(_folder).IsAlive();
}
