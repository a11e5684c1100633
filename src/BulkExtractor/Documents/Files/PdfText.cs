using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Files;

/// <summary>The text of a PDF, by <c>pdftotext</c> of poppler-utils in a process of its own.</summary>
internal sealed class PdfText(TimeProvider clock)
{
    private const int MostPages = 500;
    private const int MostOutput = 4 * FileText.MostCharacters;
    private const int MostComplaint = 4 << 10;

    /// <summary>The program.</summary>
    public string Program { get; init; } = "pdftotext";

    /// <summary>How long it may take for one file.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The text, its lines and columns as they stand on the pages.</summary>
    public async Task<FileText> ReadAsync(byte[] pdf, string named, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var process = Start(named);
        try
        {
            return await ReadAsync(process, pdf, named, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FileText(null, $"{named} takes longer than {Patience.TotalSeconds:0} s to read");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            // A kill takes a moment; what was killed is not to outlive this.
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<FileText> ReadAsync(
        Process process, byte[] pdf, string named, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(process.StandardInput.BaseStream, pdf, cancellationToken);
        var complaint = ReadAsync(process.StandardError.BaseStream, MostComplaint, goOn: true, cancellationToken);
        var output = await ReadAsync(process.StandardOutput.BaseStream, MostOutput, goOn: false, cancellationToken);
        if (output.Length >= MostOutput)
            return new FileText(null, $"{named} holds more than {FileText.MostCharacters:N0} characters");

        await writing;
        var complained = Encoding.UTF8.GetString(await complaint);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) return new FileText(null, Told(named, complained));

        var text = Encoding.UTF8.GetString(output);
        return text.Count(character => character == '\f') > MostPages
            ? new FileText(null, $"{named} has more than {MostPages} pages")
            : new FileText(Tidy(text), null);
    }

    // Its content comes by the standard input: no name that the input gives ever is an argument.
    private Process Start(string named)
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] arguments = ["-layout", "-enc", "UTF-8", "-eol", "unix", "-l", $"{MostPages + 1}", "-", "-"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InputException(
                $"{named} is a PDF, and there is no pdftotext to read it: install the package poppler-utils", missing);
        }
    }

    private static async Task WriteAsync(Stream input, byte[] pdf, CancellationToken cancellationToken)
    {
        try
        {
            await using (input) await input.WriteAsync(pdf, cancellationToken);
        }
        catch (IOException)
        {
            // It has seen enough, or ended: its exit code says which.
        }
    }

    private static async Task<byte[]> ReadAsync(
        Stream output, int limit, bool goOn, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var block = new byte[64 << 10];
        while (await output.ReadAsync(block, cancellationToken) is > 0 and var count)
        {
            bytes.Write(block, 0, (int)Math.Min(count, limit - bytes.Length));
            if (bytes.Length >= limit && !goOn) break;
        }

        return bytes.ToArray();
    }

    private static string Told(string named, string complaint)
    {
        var password = complaint.Contains("password", StringComparison.OrdinalIgnoreCase);
        return password ? $"{named} is a PDF with a password" : $"{named} is a broken PDF";
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
