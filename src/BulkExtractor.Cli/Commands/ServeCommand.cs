using System.CommandLine;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Cli.Work;
using BulkExtractor.Web;

namespace BulkExtractor.Cli.Commands;

internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; beyond this machine only with a token in BULK_TOKEN",
        DefaultValueFactory = _ => DashboardOptions.DefaultUrls,
    };

    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();
    private static readonly Option<bool> Simulate = new("--simulate")
    {
        Description = "Work on simulated batches, with a simulator of its own",
    };

    public static Command Create()
    {
        var command = new Command(
            "serve",
            "Dashboard, HTTP API, background jobs and pipeline in one process. "
            + "Example: bulk serve --urls http://127.0.0.1:5080")
        {
            Urls, Pool, Simulate,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        var options = new DashboardOptions(parsed.GetValue(Urls)!)
        {
            Token = Secret("BULK_TOKEN"),
            ReadToken = Secret("BULK_READ_TOKEN"),
        };
        options.Check();
        await using var models = await UsedModels.OpenAnyAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), signals.Drain);
        await using var app = await AppServices.OpenAsync(terminal, signals.Drain);
        await new ServeRun(app, models, options, terminal).RunAsync(signals);
        return ExitCode.Interrupted;
    }

    // An empty variable is how a shell takes a setting back.
    private static string? Secret(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
