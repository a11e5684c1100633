using Microsoft.Extensions.Hosting;

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
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), signals.Drain);
        var settings = Settings.Read();
        await using var database = await settings.FindDatabaseAsync(terminal, patience: null, signals.Drain);
        await database.PrepareAsync(signals.Drain);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services
            .AddBulkExtractor(database, settings, terminal)
            .AddHostedWorker(models.Pool, signals, Task.CompletedTask);
        var host = builder.Build();
        await using var _ = (IAsyncDisposable)host;
        terminal.Progress($"Working with {models.Pool.Models.Count} models; Ctrl-C finishes what is under way.");
        await host.StartAsync(signals.Drain);
        await WorkerService.WaitAsync(host);
        return ExitCode.Interrupted;
    }
}
