using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using BulkExtractor.Quality;

namespace BulkExtractor.Cli.Commands;

internal static class StatusCommand
{
    private const int Newest = 20;

    private static readonly Argument<long> Batch = OptionalBatch();
    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Follow the batch, or the newest one under way, until it ends",
    };

    public static Command Create()
    {
        var command = new Command("status", "Where batches stand. Example: bulk status 12 --watch")
        {
            Batch, Watch,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var batchId = parsed.GetValue(Batch);
        if (batchId == 0 && parsed.GetValue(Watch)) batchId = await NewestOpenAsync(app, cancellationToken);
        if (batchId == 0) return await ListAsync(app, terminal, cancellationToken);

        var batch = await app.Batches.GetAsync(batchId, cancellationToken);
        if (parsed.GetValue(Watch))
        {
            using var signals = new StopSignals();
            batch = await app.Get<Following>().FollowAsync(batchId, signals.Drain);
            if (!batch.Ended)
                terminal.Warn($"Batch {batchId} goes on wherever a worker is; 'bulk pause {batchId}' would stop it.");
        }

        var forecast = await app.Get<ForecastService>().OfAsync(batch, cancellationToken);
        var history = app.Get<IAttemptHistory>();
        var days = await history.ReadDaysAsync(batchId, cancellationToken);
        var waste = await history.ReadWasteAsync(batchId, cancellationToken);
        var usage = await history.ReadUsageAsync(batchId, cancellationToken);
        var failures = batch.Failed > 0 ? await history.ReadFailuresAsync(batchId, cancellationToken) : [];
        var sentinels = app.Get<ISentinelStore>();
        var takenBack = await sentinels.CountTakenBackAsync(batchId, cancellationToken);
        var standings = await sentinels.ReadStandingsAsync([batchId], cancellationToken);
        var measured = standings.Select(standing => new MeasuredModel(batch.Job, standing)).ToList();
        if (terminal.Json)
        {
            var shape = WasteView.AddTo(UsageJson.AddTo(StatusJson.Write(batch, forecast), batch, usage), waste);
            shape = DaysView.AddTo(SentinelsView.AddTo(shape, measured, takenBack), days);
            Terminal.Write(FailuresView.AddTo(shape, failures));
            return ExitCode.Done;
        }

        BatchView.Show(terminal.Screen, batch, forecast, usage);
        UsageView.Show(terminal.Screen, usage);
        FailuresView.Show(terminal.Screen, batch, failures);
        WasteView.Show(terminal.Screen, waste);
        SentinelsView.Show(terminal.Screen, measured, takenBack);
        DaysView.Show(terminal.Screen, days);
        return ExitCode.Done;
    }

    private static async Task<long> NewestOpenAsync(AppServices app, CancellationToken cancellationToken) =>
        await app.Batches.ListOpenAsync(cancellationToken) is [.., var newest]
            ? newest.BatchId
            : throw new InputException("no batch is under way: bulk status lists those there are");

    private static async Task<int> ListAsync(
        AppServices app, Terminal terminal, CancellationToken cancellationToken)
    {
        var batches = await app.Batches.ListAsync(Newest, cancellationToken);
        var days = await app.Get<IAttemptHistory>().ReadDaysAsync(null, cancellationToken);
        if (terminal.Json)
        {
            var shapes = new JsonArray([.. batches.Select(batch => StatusJson.Write(batch))]);
            Terminal.Write(DaysView.AddTo(new JsonObject { ["batches"] = shapes }, days));
            return ExitCode.Done;
        }

        BatchView.Show(terminal.Screen, batches);
        DaysView.Show(terminal.Screen, days);
        return ExitCode.Done;
    }

    private static Argument<long> OptionalBatch()
    {
        var batch = CommonOptions.Batch();
        batch.Arity = ArgumentArity.ZeroOrOne;
        return batch;
    }
}
