using System.Text;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Files;

/// <summary>The encoding of an HTML page without a byte order mark.</summary>
internal static partial class PageEncoding
{
    // As far as browsers look for it (WHATWG HTML, "prescan a byte stream").
    private const int Beginning = 1_024;

    private const string Usual = "utf-8";

    /// <summary>What the job names, if it is not UTF-8; else what the page says of itself; else UTF-8.</summary>
    /// <remarks>Many a page was saved in another encoding than it says: whoever names one knows better.</remarks>
    public static Encoding Find(byte[] page, string named)
    {
        var byJob = FileEncoding.Named(named, page)!;
        if (byJob.CodePage != Encoding.UTF8.CodePage) return byJob;
        var start = Encoding.Latin1.GetString(page, 0, Math.Min(page.Length, Beginning));
        return Said().Match(start) is { Success: true } said
            ? FileEncoding.Named(NameOf(said.Groups[1].Value)) ?? byJob
            : byJob;
    }

    // A page whose tags can be read as ASCII is not UTF-16, whatever it says; Latin-1 means Windows-1252 to browsers.
    private static string NameOf(string said) => said.ToUpperInvariant() switch
    {
        "UTF-16" or "UTF-16LE" or "UTF-16BE" => Usual,
        "ISO-8859-1" or "LATIN1" or "US-ASCII" or "ASCII" => "windows-1252",
        _ => said,
    };

    // In a meta element, or in an XML declaration at the very beginning.
    [GeneratedRegex(
        """(?:\A\s*<\?xml[^>]*\sencoding|<meta[^>]*charset)\s*=\s*["']?\s*([\w.:-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Said();
}
