using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.Documents.Files;

/// <summary>
/// Whether a file is a page of HTML. Its name says so, or says that it is a text; where it says neither, its first
/// words do. A text may begin with any tag, and read as a page it would lose what follows a lone <c>&lt;</c>.
/// </summary>
internal static partial class PageKind
{
    private const int Beginning = 1_024;

    private static readonly string[] PageNames = [".html", ".htm", ".xhtml", ".xht", ".shtml"];

    private static readonly string[] TextNames =
    [
        ".txt", ".text", ".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".org", ".tex", ".log", ".csv",
        ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".srt", ".vtt", ".eml", ".xml",
    ];

    /// <param name="marked">The encoding that its byte order mark names.</param>
    public static bool IsPage(ReadOnlySpan<byte> bytes, Encoding? marked, string named)
    {
        if (IsOne(named, PageNames)) return true;
        if (IsOne(named, TextNames)) return false;
        var text = bytes[(marked?.Preamble.Length ?? 0)..];
        return Begins((marked ?? Encoding.Latin1).GetString(text[..Math.Min(text.Length, Beginning)]));
    }

    /// <summary>Whether a text's first words are a page's.</summary>
    public static bool Begins(string text) => Start().IsMatch(text);

    private static bool IsOne(string named, string[] ends) =>
        Array.Exists(ends, end => named.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    // An XML declaration and comments may stand before a page.
    [GeneratedRegex(
        @"\A\s*(?>(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*)(?:<!doctype\s+html|<html[\s>])",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Start();
}
