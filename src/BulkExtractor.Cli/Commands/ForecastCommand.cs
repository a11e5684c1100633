using BulkExtractor.Forecasting;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class ForecastCommand
{
    private static readonly Argument<string[]> Files = CommonOptions.Inputs();
    private static readonly Option<string> Job =
        new("--job") { Description = "A job's name, or its folder", Required = true };
    private static readonly Option<int?> Pack = new("--pack") { Description = "The most documents in a request" };
    private static readonly Option<bool> Simulate = new("--simulate") { Description = "As if on the simulator" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "forecast", "Requests and finish before anything is spent. Example: bulk forecast my.csv --job adverts")
        {
            Files, Job, Pack, InputOptions.Delimiter, InputOptions.Encoding, InputOptions.Sheet, Simulate, Pool,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        await using var models = await UsedModels.OpenAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), cancellationToken);
        var file = SubmissionFile.Find(parsed.GetValue(Files)!);
        var options = InputOptions.Read(parsed, file) with { Pack = CommonOptions.Positive(parsed, Pack) };
        await using var submission = await file.OpenAsync(
            parsed.GetValue(Job)!, options, models, cancellationToken);
        await submission.ReadAsync(cancellationToken, drawn: 0).CountAsync(cancellationToken);

        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var estimate = await Estimate.CalculateAsync(
            submission, app.Get<ForecastService>(), TimeProvider.System.GetUtcNow(), cancellationToken);

        if (terminal.Json) Terminal.Write(Shape(submission, estimate.Outlook, estimate.Changes));
        else ForecastView.Show(terminal.Screen, submission, estimate.Outlook, estimate.Changes);
        return ExitCode.Done;
    }

    private static JsonObject Shape(Submission submission, Forecast forecast, IReadOnlyList<WhatIf> changes) => new()
    {
        ["documents"] = submission.Tally.Documents,
        ["requests"] = forecast.Requests,
        ["scans"] = ScansJson.Write(submission.Scans),
        ["finish"] = StatusJson.Finish(forecast),
        ["what_if"] = new JsonArray(
        [
            .. changes.Select(change => new JsonObject
            {
                ["change"] = change.Change,
                ["requests"] = change.Outlook.Requests,
                ["finish"] = StatusJson.Finish(change.Outlook),
            }),
        ]),
    };
}
