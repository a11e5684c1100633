using System.ComponentModel;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Files;

/// <summary>The text of a PDF, by <c>pdftotext</c> of poppler-utils in a process of its own.</summary>
internal sealed class PdfText(TimeProvider clock)
{
    private const int MostPages = 500;
    private const int MostOutput = 4 * FileText.MostCharacters;

    /// <summary>The program.</summary>
    public string Program { get; init; } = "pdftotext";

    /// <summary>How long it may take for one file.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The text, its lines and columns as they stand on the pages.</summary>
    public async Task<FileText> ReadAsync(byte[] pdf, string named, CancellationToken cancellationToken)
    {
        string[] arguments = ["-layout", "-enc", "UTF-8", "-eol", "unix", "-l", $"{MostPages + 1}", "-", "-"];
        try
        {
            return await TimeLimit.RunAsync(
                Patience,
                clock,
                async stop => TextOf(
                    await new FilterProgram(Program).RunAsync(arguments, pdf, MostOutput, stop), named),
                () => new FileText(null, $"{named} takes longer than {Patience.TotalSeconds:0} s to read"),
                cancellationToken);
        }
        catch (Win32Exception missing)
        {
            throw new InputException(
                $"{named} is a PDF, and there is no pdftotext to read it: install the package poppler-utils", missing);
        }
    }

    /// <summary>Why a program of poppler-utils makes nothing of a PDF.</summary>
    public static string Told(string named, string complaint)
    {
        var password = complaint.Contains("password", StringComparison.OrdinalIgnoreCase);
        return password ? $"{named} is a PDF with a password" : $"{named} is a broken PDF";
    }

    private static FileText TextOf(FilterOutput read, string named)
    {
        if (read.IsTooLong)
            return new FileText(null, $"{named} holds more than {FileText.MostCharacters:N0} characters");
        if (read.Failed) return new FileText(null, Told(named, read.Complaint));

        var text = read.Text;
        return text.Count(character => character == '\f') > MostPages
            ? new FileText(null, $"{named} has more than {MostPages} pages")
            : new FileText(Tidy(text), null);
    }

    // Columns stay apart without the many blanks between them, each of which would cost tokens.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var (blanks, breaks) = (0, 0);
        foreach (var character in text.Trim())
        {
            if (character == ' ') blanks++;
            else if (character is '\n' or '\f') (blanks, breaks) = (0, breaks + 1);
            else
            {
                if (breaks > 0) tidy.Append(breaks > 1 ? "\n\n" : "\n");
                if (tidy.Length > 0) tidy.Append(' ', Math.Min(blanks, breaks > 0 ? 0 : 3));
                tidy.Append(character);
                (blanks, breaks) = (0, 0);
            }
        }

        return tidy.ToString();
    }
}
