using System.CommandLine;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Cli.Work;
using BulkExtractor.Models;

namespace BulkExtractor.Cli.Commands;

internal static class WorkerCommand
{
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();
    private static readonly Option<bool> Simulate = new("--simulate")
    {
        Description = "Work on simulated batches, with a simulator of its own",
    };

    public static Command Create()
    {
        var command = new Command(
            "worker", "Works on every batch until it is stopped. Example: bulk worker --pool jobs/models.yaml")
        {
            Pool, Simulate,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        await using var models = await UsedModels.OpenAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), cancellationToken);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);

        terminal.Progress($"Working with {models.Pool.Models.Count} models; Ctrl-C finishes what is under way.");
        await new WorkerRun(app, new LivePool(models.Pool)).RunAsync(null, signals.Drain, signals.Abort);
        return ExitCode.Interrupted;
    }
}
