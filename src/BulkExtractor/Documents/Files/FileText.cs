using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Files;

/// <summary>The text of a file, or why there is none.</summary>
internal readonly record struct FileText(string? Text, string? Problem)
{
    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 20 << 20;

    /// <summary>The longest text of a file, as long as the longest cell.</summary>
    public const int MostCharacters = 1 << 20;

    private const int Beginning = 1_024;

    private static readonly (byte[] Start, string Name)[] Others =
    [
        ([0x89, .. "PNG"u8], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"), ([.. "GIF8"u8], "a picture"),
        ([.. "RIFF"u8], "a picture or a sound"), ([.. "PK"u8, 3, 4], "a ZIP or Office file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"), ([0x1F, 0x8B], "a compressed file"),
    ];

    private static readonly string[] HtmlStarts =
        ["<!doctype html", "<html", "<head", "<body", "<!--", "<meta", "<table", "<div", "<p>", "<p "];

    /// <summary>Reads PDF, HTML and plain text, each told by its first bytes; of a name only .html counts.</summary>
    /// <param name="encoding">What a text without a byte order mark is read as.</param>
    public static async Task<FileText> ReadAsync(
        byte[] bytes, string named, string encoding, PdfText pdf, CancellationToken cancellationToken)
    {
        var text = IsPdf(bytes) ? await pdf.ReadAsync(bytes, named, cancellationToken) : Decode(bytes, named, encoding);
        if (text.Text is not { } found) return text;
        if (found.Length > MostCharacters)
            return new FileText(null, $"{named} holds more than {MostCharacters:N0} characters");
        return string.IsNullOrWhiteSpace(found)
            ? new FileText(null, Empty(bytes, named))
            : new FileText(CleanText.Clean(found), null);
    }

    private static string Empty(byte[] bytes, string named) => IsPdf(bytes)
        ? $"{named} holds no text: perhaps it is a scan"
        : $"{named} holds no text";

    // The mark may stand behind a few other bytes, and readers accept that.
    private static bool IsPdf(byte[] bytes) =>
        bytes.AsSpan(0, Math.Min(bytes.Length, Beginning)).IndexOf("%PDF-"u8) >= 0;

    private static FileText Decode(byte[] bytes, string named, string encoding)
    {
        if (Array.Find(Others, other => bytes.AsSpan().StartsWith(other.Start)) is { Name: { } name })
            return new FileText(null, $"{named} is {name}, neither PDF nor HTML nor text");

        var marked = FileEncoding.Detect(bytes);
        if (marked is null && bytes.AsSpan().Contains((byte)0))
            return new FileText(null, $"{named} is neither PDF nor HTML nor text");
        if (LooksLikeHtml(bytes, named)) return OfHtml(bytes, named);

        var strict = Encoding.GetEncoding(
            (marked ?? FileEncoding.Named(encoding)!).CodePage,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback);
        try
        {
            return new FileText(strict.GetString(bytes.AsSpan(marked?.Preamble.Length ?? 0)), null);
        }
        catch (DecoderFallbackException)
        {
            return new FileText(null, $"{named} is not {strict.WebName}; name its encoding in input.encoding");
        }
    }

    private static FileText OfHtml(byte[] bytes, string named) => HtmlText.Extract(bytes) is { } text
        ? new FileText(text, null)
        : new FileText(null, $"{named} nests elements more than {HtmlText.MostDepth} deep");

    private static bool LooksLikeHtml(byte[] bytes, string named)
    {
        var start = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, Beginning))
            .TrimStart('ï', '»', '¿')
            .TrimStart();
        return Array.Exists(HtmlStarts, tag => start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            || ((named.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
                || named.EndsWith(".htm", StringComparison.OrdinalIgnoreCase)) && start.Contains('<'));
    }
}
