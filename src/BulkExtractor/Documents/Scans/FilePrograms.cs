using BulkExtractor.Documents.Files;

namespace BulkExtractor.Documents.Scans;

/// <summary>The programs that read PDFs, as far as they are installed here.</summary>
public static class FilePrograms
{
    private static readonly string[] OfPoppler = ["pdftotext", "pdfinfo", "pdftoppm"];

    /// <summary>Those of poppler-utils that are missing.</summary>
    public static IReadOnlyList<string> Missing =>
        [.. OfPoppler.Where(name => !new FilterProgram(name).IsInstalled)];

    /// <summary>Whether scans can be read here.</summary>
    public static bool HasTesseract => new Tesseract(TimeProvider.System).IsInstalled;
}
