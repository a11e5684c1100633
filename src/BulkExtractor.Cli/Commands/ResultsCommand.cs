using BulkExtractor.Filters;
using BulkExtractor.Review;

namespace BulkExtractor.Cli.Commands;

internal static class ResultsCommand
{
    private static readonly Argument<long> Batch = CommonOptions.Batch();

    private static readonly Option<string?> Where = CommonOptions.Where();

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most documents to show",
        DefaultValueFactory = _ => 20,
    };

    public static Command Create()
    {
        var command = new Command(
            "results", "A look at the fields. Example: bulk results 12 --where \"price > 100\" --limit 5")
        {
            Batch, Where, Limit,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var batch = await app.Batches.GetAsync(parsed.GetValue(Batch), cancellationToken);
        var results = app.Get<IResultStore>();
        var (definition, _) = (await results.FindShapeAsync(batch.BatchId, cancellationToken))!.Value;
        var where = FilterParser.Parse(parsed.GetValue(Where), definition.Fields);

        // What is open has nothing to look at, unless somebody asks for it.
        var rows = await results.ReadAsync(new ResultQuery(batch.BatchId) { Where = where }, cancellationToken)
            .Where(row => where is not null || row.State != "open")
            .Take(parsed.GetValue(Limit))
            .ToListAsync(cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonArray([.. rows.Select(ResultsView.Shape)]));
        else ResultsView.Show(terminal.Screen, definition.Fields, rows);
        return ExitCode.Done;
    }
}
