using BulkExtractor.Forecasting;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class ForecastCommand
{
    private static readonly Argument<string[]> Files = CommonOptions.Inputs();
    private static readonly Option<string> Job =
        new("--job") { Description = "A job's name, or its folder", Required = true };
    private static readonly Option<int?> Pack = new("--pack") { Description = "The most documents in a request" };
    private static readonly Option<string?> Delimiter = CommonOptions.Delimiter();
    private static readonly Option<string?> Encoding = CommonOptions.Encoding();
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<bool> Simulate = new("--simulate") { Description = "As if on the simulator" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "forecast", "Requests and finish before anything is spent. Example: bulk forecast my.csv --job adverts")
        {
            Files, Job, Pack, Delimiter, Encoding, Sheet, Simulate, Pool,
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
        var options = new SubmitOptions(file.Name)
        {
            Folder = file.Folder,
            NamesItsFiles = file.IsPattern,
            Format = file.Format,
            Pack = parsed.GetValue(Pack),
            Delimiter = CommonOptions.DelimiterOf(parsed.GetValue(Delimiter)),
            Encoding = parsed.GetValue(Encoding),
            Sheet = parsed.GetValue(Sheet),
            Bounds = Settings.Read().Inputs,
        };
        await using var submission = await file.OpenAsync(
            parsed.GetValue(Job)!, options, models, cancellationToken);
        await submission.ReadAsync(cancellationToken).CountAsync(cancellationToken);

        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var estimate = await Estimate.CalculateAsync(
            submission, app.Get<ForecastService>(), TimeProvider.System.GetUtcNow(), cancellationToken);

        var documents = submission.Tally.Documents;
        if (terminal.Json) Terminal.Write(Shape(documents, estimate.Outlook, estimate.Changes));
        else ForecastView.Show(terminal.Screen, documents, estimate.Outlook, estimate.Changes);
        return ExitCode.Done;
    }

    private static JsonObject Shape(int documents, Forecast forecast, IReadOnlyList<WhatIf> changes) => new()
    {
        ["documents"] = documents,
        ["requests"] = forecast.Requests,
        ["finish"] = Shapes.Finish(forecast),
        ["what_if"] = new JsonArray(
        [
            .. changes.Select(change => new JsonObject
            {
                ["change"] = change.Change,
                ["requests"] = change.Outlook.Requests,
                ["finish"] = Shapes.Finish(change.Outlook),
            }),
        ]),
    };
}
