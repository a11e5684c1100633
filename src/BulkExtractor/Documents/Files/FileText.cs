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

    /// <summary>How many of its characters no database holds, so that U+FFFD stands in their place.</summary>
    public int Replaced { get; private init; }

    /// <summary>Whether it is a PDF without a text of its own: what it says is drawn on its pages.</summary>
    public bool IsScan { get; private init; }

    private const int Beginning = 1_024;

    /// <summary>Reads PDF, HTML and plain text; which one it is, bytes and name say together.</summary>
    /// <param name="encoding">What a text without a byte order mark is read as, if it cannot only be UTF-8.</param>
    public static async Task<FileText> ReadAsync(
        byte[] bytes, string named, string encoding, PdfText pdf, CancellationToken cancellationToken)
    {
        var text = IsPdf(bytes) ? await pdf.ReadAsync(bytes, named, cancellationToken) : Decode(bytes, named, encoding);
        if (text.Text is not { } found) return text;
        if (found.Length > MostCharacters)
            return new FileText(null, $"{named} holds more than {MostCharacters:N0} characters");
        return Unseen.IsAll(found)
            ? new FileText(null, $"{named} holds no text") { IsScan = IsPdf(bytes) }
            : new FileText(CleanText.Clean(found, out var replaced), null) { Replaced = replaced };
    }

    // The mark may stand behind a few other bytes, and readers accept that.
    private static bool IsPdf(byte[] bytes) =>
        bytes.AsSpan(0, Math.Min(bytes.Length, Beginning)).IndexOf("%PDF-"u8) >= 0;

    private static FileText Decode(byte[] bytes, string named, string encoding)
    {
        if (FileKinds.NameOf(bytes) is { } name)
            return new FileText(null, $"{named} is {name}, neither PDF nor HTML nor text");

        var marked = FileEncoding.Detect(bytes);
        if (marked is null && bytes.AsSpan().Contains((byte)0))
            return new FileText(null, $"{named} is neither PDF nor HTML nor text");
        var isPage = PageKind.IsPage(bytes, marked, named);
        var strict = Encoding.GetEncoding(
            (marked ?? (isPage ? PageEncoding.Find(bytes, encoding) : FileEncoding.Named(encoding, bytes))!).CodePage,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback);
        try
        {
            var text = strict.GetString(bytes.AsSpan(marked?.Preamble.Length ?? 0));
            return isPage ? OfPage(text, named) : new FileText(text, null);
        }
        catch (DecoderFallbackException)
        {
            return new FileText(null, $"{named} is not {strict.WebName}; name its encoding in input.encoding");
        }
    }

    private static FileText OfPage(string page, string named) => HtmlText.Extract(page) is { } text
        ? new FileText(text, null)
        : new FileText(null, $"{named} nests elements more than {HtmlText.MostDepth} deep");
}
