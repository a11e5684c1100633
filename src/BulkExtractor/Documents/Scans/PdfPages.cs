using System.ComponentModel;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Documents.Scans;

/// <summary>
/// The pages of a PDF as pictures, by <c>pdfinfo</c> and <c>pdftoppm</c> of poppler-utils in processes of their own.
/// </summary>
internal sealed class PdfPages(TimeProvider clock)
{
    /// <summary>The most pages of a document.</summary>
    public const int MostPages = 50;

    /// <summary>The most pixels of all pages of a document: each page has its equal share.</summary>
    public const int MostPixels = 20_000_000;

    private const int MostTold = 1 << 20;

    /// <summary>The program that tells how large the pages are.</summary>
    public string Measure { get; init; } = "pdfinfo";

    /// <summary>The program that draws them.</summary>
    public string Program { get; init; } = "pdftoppm";

    /// <summary>How long all of it may take for one document.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The pictures as they would be drawn: their sizes, and no bytes.</summary>
    public Task<ScanPages> MeasureAsync(byte[] pdf, string named, CancellationToken cancellationToken) =>
        WithinPatienceAsync(named, stop => MeasuredAsync(pdf, named, stop), cancellationToken);

    /// <summary>Draws what was measured.</summary>
    public Task<ScanPages> DrawAsync(
        ScanPages measured, byte[] pdf, string named, CancellationToken cancellationToken) =>
        WithinPatienceAsync(named, stop => DrawnAsync(measured, pdf, named, stop), cancellationToken);

    private async Task<ScanPages> MeasuredAsync(byte[] pdf, string named, CancellationToken cancellationToken)
    {
        string[] arguments = ["-f", "1", "-l", $"{MostPages}", "-"];
        var told = await new FilterProgram(Measure).RunAsync(arguments, pdf, MostTold, cancellationToken);
        var count = told.Failed ? 0 : PageSize.CountOf(told.Text);
        if (count == 0) return ScanPages.Fail(PdfText.Told(named, told.Complaint));
        if (count > MostPages)
        {
            return ScanPages.Fail(
                $"{named} is a scan of {count:N0} pages, and no more than {MostPages} are read: split it");
        }

        return ScanPages.Plan(PageSize.ListOf(told.Text, count), MostPixels);
    }

    // One process a page: so each has its own size, and none can write for another.
    private async Task<ScanPages> DrawnAsync(
        ScanPages measured, byte[] pdf, string named, CancellationToken cancellationToken)
    {
        var drawn = new List<Picture>(measured.Pictures.Count);
        foreach (var (place, planned) in measured.Pictures.Index())
        {
            var page = $"{place + 1}";
            string[] arguments =
            [
                "-jpeg", "-cropbox", "-f", page, "-l", page,
                "-scale-to-x", $"{planned.Width}", "-scale-to-y", $"{planned.Height}", "-",
            ];
            var output = await new FilterProgram(Program)
                .RunAsync(arguments, pdf, Picture.MostBytes, cancellationToken);
            if (output.IsTooLong)
                return ScanPages.Fail($"page {page} of {named} is a picture larger than {Picture.MostBytes >> 20} MB");
            if (output.Failed || Picture.Read(output.Output) is not { } picture)
                return ScanPages.Fail($"page {page} of {named} cannot be drawn: look at it in a viewer of PDFs");
            drawn.Add(picture);
        }

        return measured with { Pictures = drawn };
    }

    private async Task<ScanPages> WithinPatienceAsync(
        string named, Func<CancellationToken, Task<ScanPages>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await TimeLimit.RunAsync(
                Patience,
                clock,
                work,
                () => ScanPages.Fail($"{named} is a scan that takes longer than {Patience.TotalSeconds:0} s to draw"),
                cancellationToken);
        }
        catch (Win32Exception missing)
        {
            throw new InputException(
                $"{named} is a scan, and there is no pdftoppm to draw its pages: install the package poppler-utils",
                missing);
        }
    }
}
