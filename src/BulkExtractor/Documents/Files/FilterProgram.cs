using System.Diagnostics;
using System.Text;

namespace BulkExtractor.Documents.Files;

/// <summary>
/// A program that makes of its standard input what it writes to its output. Its input comes by that way alone: no name
/// that somebody gives is ever an argument, and nothing is kept in a file.
/// </summary>
internal sealed record FilterProgram(string Name)
{
    private const int MostComplaint = 4 << 10;

    // It reads what strangers wrote: keys of providers are none of its business.
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH",
        "TESSDATA_PREFIX",
    ];

    /// <summary>What it finds in its environment besides.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it can be started here.</summary>
    public bool IsInstalled => Path.IsPathRooted(Name)
        ? File.Exists(Name)
        : (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, Name)));

    /// <summary>Runs it to its end; with all that it started it is killed when nobody waits any more.</summary>
    /// <param name="most">The most bytes that it may write: with more it is killed.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public async Task<FilterOutput> RunAsync(
        IReadOnlyList<string> arguments, byte[] input, int most, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        try
        {
            return await RunAsync(process, input, most, cancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            // A kill takes a moment; what was killed is not to outlive this.
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<FilterOutput> RunAsync(
        Process process, byte[] input, int most, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(process.StandardInput.BaseStream, input, cancellationToken);
        var complaint = ReadAsync(process.StandardError.BaseStream, MostComplaint, goOn: true, cancellationToken);
        var output = await ReadAsync(process.StandardOutput.BaseStream, most, goOn: false, cancellationToken);
        if (output.Length >= most) return new FilterOutput(output, "", Failed: true) { IsTooLong = true };

        await writing;
        var complained = Encoding.UTF8.GetString(await complaint);
        await process.WaitForExitAsync(cancellationToken);
        return new FilterOutput(output, complained, process.ExitCode != 0);
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Name)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task WriteAsync(Stream input, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await using (input) await input.WriteAsync(content, cancellationToken);
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
}

/// <summary>What a program wrote.</summary>
/// <param name="Complaint">The beginning of what it said of errors.</param>
internal sealed record FilterOutput(byte[] Output, string Complaint, bool Failed)
{
    /// <summary>Whether it wrote more than it may.</summary>
    public bool IsTooLong { get; init; }

    /// <summary>Its output as a text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);
}
