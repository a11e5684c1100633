using BulkExtractor.Exports;
using BulkExtractor.Review;

namespace BulkExtractor.Cli.Commands;

internal static class ExportCommand
{
    private static readonly Argument<long> Batch = CommonOptions.Batch();

    private static readonly Option<string> Format = new("--format")
    {
        Description = string.Join(", ", ExportFormats.Names),
        DefaultValueFactory = _ => "csv",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The file to write, or - for stdout",
        DefaultValueFactory = _ => "-",
    };

    private static readonly Option<string?> Columns = new("--columns")
    {
        Description = "Only these of the input's columns, parted by commas",
    };

    private static readonly Option<bool> Failed = new("--failed") { Description = "Only the failed documents" };

    private static readonly Option<bool> NoGuard = new("--no-formula-guard")
    {
        Description = "Leave cells alone that a spreadsheet would take for formulas",
    };

    public static Command Create()
    {
        var command = new Command(
            "export", "Hands the results out. Example: bulk export 12 --format csv --out results.csv")
        {
            Batch, Format, Out, Columns, Failed, NoGuard,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var format = ExportFormats.Named(parsed.GetValue(Format)!, guard: !parsed.GetValue(NoGuard));
        var path = parsed.GetValue(Out)!;
        if (terminal.Json && path == "-") throw new InputException("--json needs --out FILE: stdout is its own");

        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var batch = await app.Batches.GetAsync(parsed.GetValue(Batch), cancellationToken);
        var results = app.Get<IResultStore>();
        var (_, shape) = (await results.FindShapeAsync(batch.BatchId, cancellationToken))!.Value;
        var chosen = new ColumnChoice(shape, parsed.GetValue(Columns));
        var rows = results.ReadAsync(
            batch.BatchId, parsed.GetValue(Failed) ? "failed" : null, cancellationToken);

        await using (var file = OutputFile.Open(path))
        {
            await format.WriteAsync(file.Stream, chosen.Shape, rows.Select(chosen.Apply), cancellationToken);
            file.Complete();
        }

        if (terminal.Json)
            Terminal.Write(new JsonObject { ["batch"] = Shapes.Id(batch.BatchId), ["file"] = path });
        else if (path != "-")
            terminal.Say($"Batch {batch.BatchId} is in {path}.");
        return ExitCode.Done;
    }
}
