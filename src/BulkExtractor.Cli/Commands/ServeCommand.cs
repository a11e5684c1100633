using BulkExtractor.Hangfire;
using BulkExtractor.Postgres;
using BulkExtractor.Web;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Cli.Commands;

internal static class ServeCommand
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(3);

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
            Pool, Simulate,
        };
        foreach (var option in ServeOptions.All) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        var options = ServeOptions.Read(parsed);
        options.Check();
        foreach (var weakness in options.FindWeaknesses()) terminal.Warn(weakness);
        await using var models = await UsedModels.OpenAnyAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), signals.Drain);
        var settings = Settings.Read();
        await using var database = await settings.FindDatabaseAsync(terminal, patience: null, signals.Drain);
        var prepared = await PrepareAsync(database, signals.Drain);

        var builder = DashboardServer.CreateBuilder(
            options with { DatabaseIsAway = () => IsAway(database), Inputs = settings.Inputs });
        builder.Services
            .AddBulkExtractor(database, settings, terminal)
            .AddBackgroundJobPages()
            .AddMetricsPage()
            .AddHostedWorker(models.Pool, signals, prepared);
        await using var server = builder.Build().UseDashboard();
        server.MapBackgroundJobPages(
            DashboardServer.JobPages, DashboardServer.LookPolicy, DashboardServer.MayChange);
        server.MapMetricsPage();
        if (prepared.IsCompleted) await server.Services.GetRequiredService<HangfireEngine>().OpenAsync(signals.Drain);
        await server.ListenAsync(signals.Drain);
        Say(terminal, models, server.Urls);
        await WorkerService.WaitAsync(server);
        return ExitCode.Interrupted;
    }

    // It listens without a database, too: who watches over it then hears that it is not ready.
    private static async Task<Task> PrepareAsync(OpenDatabase database, CancellationToken drain)
    {
        var prepared = database.PrepareAsync(drain);
        await Task.WhenAny(prepared, Task.Delay(LongestStart, TimeProvider.System, drain));
        if (prepared.IsCompleted) await prepared;
        return prepared;
    }

    private static bool IsAway(OpenDatabase database) =>
        !database.IsPrepared || database.Database.FailingFor > LongestSilence;

    private static void Say(Terminal terminal, UsedModels models, ICollection<string> urls)
    {
        if (terminal.Json)
        {
            Terminal.Write(new JsonObject { ["address"] = urls.First() });
            return;
        }

        terminal.Say($"The dashboard is at {string.Join(" and ", urls)}; Ctrl-C finishes what is under way.");
        if (models.Simulated) terminal.Say("The models are simulated.");
        else if (models.Pool.Models.Count == 0) terminal.Warn($"No model can be used: {UsedModels.Why(models.Pool)}.");
    }
}
