using BulkExtractor.Cli.Commands;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>
/// Where a command speaks: results to stdout; with <c>--json</c> one document there and all else to stderr.
/// </summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole _out = Console(System.Console.Out, System.Console.IsOutputRedirected);
    private readonly IAnsiConsole _error = Console(System.Console.Error, System.Console.IsErrorRedirected);

    private Terminal(bool json, bool quiet, bool verbose) => (Json, Quiet, IsVerbose) = (json, quiet, verbose);

    /// <summary>Whether a machine reads stdout.</summary>
    public bool Json { get; }

    /// <summary>Whether progress is unwanted.</summary>
    public bool Quiet { get; }

    /// <summary>Whether the log is to tell of each request, and of whatever else is done.</summary>
    public bool IsVerbose { get; }

    /// <summary>Whether a person watches, so that progress may move.</summary>
    public bool IsLive => !Quiet && !IsVerbose
        && !(Json ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected);

    /// <summary>Where tables, sentences and progress go.</summary>
    public IAnsiConsole Screen => Json ? _error : _out;

    public static Terminal Create(ParseResult parsed) => new(
        parsed.GetValue(CommonOptions.Json),
        parsed.GetValue(CommonOptions.Quiet),
        parsed.GetValue(CommonOptions.Verbose));

    public void Say(string line) => Screen.WriteLine(line);

    /// <summary>Says a line that only matters while waiting.</summary>
    public void Progress(string line)
    {
        if (!Quiet) Screen.WriteLine(line);
    }

    /// <summary>Says something the user should know, on stderr.</summary>
    public void Warn(string line) => _error.WriteLine(line);

    /// <summary>Asks a person at a terminal; where nobody can answer, what was asked for is meant.</summary>
    /// <param name="usual">What an empty answer means.</param>
    public bool Confirm(string question, bool usual)
    {
        if (Json || System.Console.IsInputRedirected || System.Console.IsOutputRedirected) return true;
        _out.Write($"{question} [{(usual ? "Y/n" : "y/N")}] ");
        return System.Console.ReadLine()?.Trim() switch
        {
            "" => usual,
            ['y' or 'Y', ..] => true,
            _ => false,
        };
    }

    /// <summary>Writes the one document of <c>--json</c>.</summary>
    public static void Write(JsonNode document) =>
        System.Console.Out.WriteLine(document.ToJsonString(PlainJson.Indented));

    private static IAnsiConsole Console(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        // Lines that a program reads must not be folded at the width of a terminal that is not there.
        if (redirected) console.Profile.Width = 200;
        return console;
    }
}
