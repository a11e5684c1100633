using System.ComponentModel;
using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Documents.Scans;

/// <summary>The text in pictures, by <c>tesseract</c> in a process of its own.</summary>
internal sealed class Tesseract(TimeProvider clock)
{
    /// <summary>What to do where it is missing.</summary>
    public const string HowToInstall = "install the package tesseract-ocr";

    private const int MostOutput = 4 * FileText.MostCharacters;
    private const int MostLanguages = 4;

    private string? _languages;

    /// <summary>The program.</summary>
    public string Program { get; init; } = "tesseract";

    /// <summary>How long it may take for one page.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether it is installed here.</summary>
    public bool IsInstalled => Filter.IsInstalled;

    // Several documents are read at once: one that took all processors would be no faster.
    private FilterProgram Filter =>
        new(Program) { Variables = new Dictionary<string, string> { ["OMP_THREAD_LIMIT"] = "1" } };

    /// <summary>The text of some pages, each but the last with its mark; null where they cannot be read.</summary>
    public async Task<string?> ReadAsync(IReadOnlyList<Picture> pages, CancellationToken cancellationToken)
    {
        var texts = new StringBuilder();
        foreach (var (place, page) in pages.Index())
        {
            if (await ReadAsync(page, cancellationToken) is not { } text) return null;
            if (texts.Length + text.Length >= FileText.MostCharacters) return null;
            if (place > 0) texts.Append(Document.PageEnd);
            texts.Append(text);
        }

        return texts.ToString();
    }

    /// <summary>The languages to read, of those that it lists; null leaves it to the program.</summary>
    /// <remarks>With each language it is slower: where all there are were installed, nobody chose them.</remarks>
    internal static string? LanguagesOf(string told)
    {
        var names = told.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_'))
            .Except(["osd", "equ"])
            .ToList();
        return names.Count is > 0 and <= MostLanguages ? string.Join('+', names) : null;
    }

    private async Task<string?> ReadAsync(Picture page, CancellationToken cancellationToken)
    {
        try
        {
            return await TimeLimit.RunAsync(
                Patience, clock, stop => ReadAsync(page.Bytes, stop), () => null, cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private async Task<string?> ReadAsync(byte[] page, CancellationToken cancellationToken)
    {
        var languages = _languages ??= await FindLanguagesAsync(cancellationToken);
        string[] arguments = languages.Length == 0 ? ["stdin", "stdout"] : ["stdin", "stdout", "-l", languages];
        var read = await Filter.RunAsync(arguments, page, MostOutput, cancellationToken);
        return read.Failed ? null : CleanText.Clean(read.Text.Replace(Document.PageEnd, ' ').Trim());
    }

    private async Task<string> FindLanguagesAsync(CancellationToken cancellationToken)
    {
        var told = await Filter.RunAsync(["--list-langs"], [], MostOutput, cancellationToken);
        return (told.Failed ? null : LanguagesOf(told.Text)) ?? "";
    }
}
