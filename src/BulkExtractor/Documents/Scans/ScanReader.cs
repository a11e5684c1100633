using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents.Scans;

/// <summary>Reads PDFs without a text of their own: as pictures of their pages, or as their text.</summary>
internal sealed class ScanReader(PdfPages pages, Tesseract tesseract, ScanUse use)
{
    /// <summary>Why their pictures would be read by nobody; null where they are.</summary>
    public string? NoTaker { get; init; }

    /// <summary>The most tokens that the pictures of a document may have.</summary>
    public int MostTokens { get; init; } = int.MaxValue;

    /// <summary>Whether the places of values are to be told, for which what tesseract reads is kept.</summary>
    public bool FindsPlaces { get; init; }

    /// <summary>The document with what the pages of its file say, or why it cannot be read.</summary>
    /// <param name="draws">Whether pictures are drawn, and not only what they would cost is found out.</param>
    public async Task<Document> ReadAsync(
        Document document, byte[] pdf, string named, bool draws, CancellationToken cancellationToken)
    {
        if (use == ScanUse.Pictures && Refusal(document, named) is { } refusal)
            return document with { Problem = refusal };
        var scan = await pages.MeasureAsync(pdf, named, cancellationToken);
        if (use == ScanUse.Pictures && scan.Problem is null && scan.Tokens > MostTokens)
            return document with { Problem = TooLong(named, scan) };
        if (scan.Problem is null && (draws || use == ScanUse.Text))
            scan = await pages.DrawAsync(scan, pdf, named, cancellationToken);
        if (scan.Problem is { } problem) return document with { Problem = problem };
        return use == ScanUse.Text
            ? await WithTextAsync(document, scan, named, cancellationToken)
            : await WithPicturesAsync(document, scan, draws, cancellationToken);
    }

    private string? Refusal(Document document, string named)
    {
        if (NoTaker is not null) return $"{named} holds no text and is a scan: {NoTaker}";
        return document.Image is { } image && PictureAddress.IsMeantBy(image)
            ? $"{named} is a scan, beside which no picture at an address is taken: leave one of the two out"
            : null;
    }

    private string TooLong(string named, ScanPages scan) =>
        $"{named} is a scan of {scan.Pictures.Count} pages, which are about {scan.Tokens:N0} tokens as pictures, and "
        + $"no model that reads pictures takes more than {MostTokens:N0} at once: split it into several files, or take "
        + "input.scans: text";

    private async Task<Document> WithTextAsync(
        Document document, ScanPages scan, string named, CancellationToken cancellationToken)
    {
        if (await tesseract.ReadAsync(scan.Pictures, cancellationToken) is not { } read)
            return document with { Problem = $"tesseract cannot read the scan {named}: take input.scans: pictures" };
        var text = read.Replace(Document.PageEnd.ToString(), "\n\n").Trim();
        return text.Length == 0
            ? document with { Problem = $"{named} is a scan, and tesseract finds no text on its pages" }
            : document.WithText(text) with { Pages = scan.Pictures.Count };
    }

    private async Task<Document> WithPicturesAsync(
        Document document, ScanPages scan, bool drawn, CancellationToken cancellationToken) => document with
        {
            Pictures = [.. document.Pictures, .. scan.Pictures],
            Pages = scan.Pictures.Count,
            ScanNote = scan.Note,
            Seen = drawn && FindsPlaces && tesseract.IsInstalled
                ? await tesseract.ReadAsync(scan.Pictures, cancellationToken)
                : null,
        };
}
