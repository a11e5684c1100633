using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Review;
using BulkExtractor.Submissions;
using Spectre.Console;

namespace BulkExtractor.Cli.Commands;

internal static class DemoCommand
{
    private const string DemoJob = "adverts";
    private const int ShownResults = 12;

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "How many rows of the sample to extract",
        DefaultValueFactory = _ => 120,
    };

    public static Command Create()
    {
        var command = new Command(
            "demo", "A real batch from end to end, on simulated models. Example: bulk demo --rows 50")
        {
            Rows,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        terminal.Progress("Starting PostgreSQL and a simulator of seven free models …");
        await using var models = await UsedModels.OpenAsync(terminal, null, simulate: true, signals.Drain);
        await using var app = await AppServices.OpenAsync(terminal, signals.Drain);
        var sample = SubmissionFile.Find([Path.Combine(JobsDirectory.Read(DemoJob).Folder, "sample.csv")]);
        var options = new SubmitOptions(sample.Name)
        {
            Limit = parsed.GetValue(Rows),
            Fresh = true,
        };
        await using var submission = await sample.OpenAsync(DemoJob, options, models, signals.Drain);

        var run = new SubmissionRun(app, models, terminal);
        var (batch, code) = await run.FollowToTheEndAsync(submission, null, signals);
        if (terminal.Json) Terminal.Write(StatusJson.Write(batch));
        else await ShowAsync(app, terminal, submission, batch);
        return code;
    }

    private static async Task ShowAsync(
        AppServices app, Terminal terminal, Submission submission, BatchProgress batch)
    {
        var rows = await app.Get<IResultStore>().ReadAsync(batch.BatchId, null, CancellationToken.None)
            .Where(row => row.Fields is not null)
            .Take(ShownResults)
            .ToListAsync();
        var rates = await app.Get<IAttemptHistory>().ReadModelsAsync(batch.BatchId, CancellationToken.None);
        ResultsView.Show(terminal.Screen, submission.Batch.Definition.Fields, rows);
        BatchView.Show(terminal.Screen, batch);
        RatesView.Show(terminal.Screen, rates);
        terminal.Screen.Write(new Rows(
            new Text("What to try next:"),
            new Text($"  ./bulk serve --simulate     # then /batches/{batch.BatchId} in the browser"),
            new Text($"  ./bulk export {batch.BatchId} --format csv --out adverts.csv"),
            new Text("  ./bulk submit jobs/invoices/sample.csv --job invoices --simulate --wait"),
            new Text("  ./bulk submit YOUR.csv --job adverts --dry-run --simulate"),
            new Text("  OPENROUTER_API_KEY=… ./bulk submit YOUR.csv --job adverts --wait")));
    }
}
