using System.ComponentModel;
using System.Diagnostics;
using BulkExtractor.Basics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>Another program, run to its end.</summary>
internal static class Command
{
    /// <summary>Runs a program and collects what it says; cancelling kills it, but not what it left running.</summary>
    /// <param name="password">The database's, for its own clients: nobody else may read their environment.</param>
    public static async Task<CommandResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? password = null)
    {
        using var process = Start(program, arguments, password);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The full path of a program that stands in PATH; null if there is none.</summary>
    public static string? Find(string program) =>
        SearchPath().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The folders of PATH.</summary>
    public static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static Process Start(string program, IEnumerable<string> arguments, string? password)
    {
        // "/" is a folder that every user may stand in.
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        if (password is not null) start.Environment["PGPASSWORD"] = password;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InputException($"{program} cannot be run: {error.Message}.", error);
        }
    }
}

/// <summary>How a program ended, and what it said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last line that says something, errors first.</summary>
    public string LastLine => LastLineOf(Errors) ?? LastLineOf(Output) ?? $"exit code {ExitCode}";

    /// <summary>The first line of its errors that tells the reason; where none does, the last line.</summary>
    public string ReasonIn(Func<string, bool> isReason) =>
        Errors.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(isReason) ?? LastLine;

    private static string? LastLineOf(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
