using BulkExtractor.Review;

namespace BulkExtractor.Cli.Commands;

internal static class ResultsCommand
{
    private static readonly Argument<long> Batch = CommonOptions.Batch();

    private static readonly Option<string?> Where = new("--where")
    {
        Description = "Only documents whose field has a value: FIELD=VALUE, FIELD!=VALUE; _error!= shows the failed",
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most documents to show",
        DefaultValueFactory = _ => 20,
    };

    public static Command Create()
    {
        var command = new Command(
            "results", "A look at the fields. Example: bulk results 12 --where currency=EUR --limit 5")
        {
            Batch, Where, Limit,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var condition = FieldCondition.Parse(parsed.GetValue(Where));
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var batch = await app.Batches.GetAsync(parsed.GetValue(Batch), cancellationToken);
        var results = app.Get<IResultStore>();
        var (definition, _) = (await results.FindShapeAsync(batch.BatchId, cancellationToken))!.Value;
        condition.CheckFields(definition.Fields);

        var rows = await results.ReadAsync(batch.BatchId, null, cancellationToken)
            .Where(row => (row.Fields is not null || row.Error is not null) && condition.Holds(row))
            .Take(parsed.GetValue(Limit))
            .ToListAsync(cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonArray([.. rows.Select(ResultsView.Shape)]));
        else ResultsView.Show(terminal.Screen, definition.Fields, rows);
        return ExitCode.Done;
    }
}
