using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Filters;
using BulkExtractor.Forecasting;
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
        Description = "Only these of the input's columns, parted by commas; in double quotes where they have some",
    };

    private static readonly Option<bool> Failed = new("--failed") { Description = "Only the failed documents" };

    private static readonly Option<string?> Where = CommonOptions.Where();

    private static readonly Option<bool> Approved = new("--approved") { Description = "Only the approved documents" };

    private static readonly Option<string?> Since = new("--since")
    {
        Description = "Only what was done or corrected since then: 6h, 2d, or a time such as 2026-02-01T08:00",
    };

    private static readonly Option<string?> Delimiter = new("--delimiter")
    {
        Description = "For CSV: comma, semicolon, tab or pipe, instead of the input's",
    };

    private static readonly Option<string?> Encoding = new("--encoding")
    {
        Description = "For CSV: utf-8, utf-16, windows-1252 or another by name, instead of the input's",
    };

    private static readonly Option<bool?> Bom = new("--bom")
    {
        Description = "For CSV: begin with a byte order mark (or not: --bom false), instead of as the input does",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> NoGuard = new("--no-formula-guard")
    {
        Description = "Leave cells alone that a spreadsheet would take for formulas",
    };

    public static Command Create()
    {
        var command = new Command(
            "export", "Hands the results out. Example: bulk export 12 --format csv --out results.csv")
        {
            Batch, Format, Out, Columns, Failed, Where, Approved, Since, Delimiter, Encoding, Bom, NoGuard,
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
        var written = DialectOf(parsed).Apply(shape, parsed.GetValue(Format)!);
        var chosen = new ColumnChoice(written, parsed.GetValue(Columns));
        var rows = results.ReadAsync(QueryOf(parsed, shape), cancellationToken);
        if (batch.Open > 0) terminal.Warn(Unfinished(batch));

        IReadOnlyList<string> notes;
        await using (var file = OutputFile.Open(path))
        {
            notes = await format.WriteAsync(
                file.Stream, chosen.Shape, rows.Select(chosen.Apply), cancellationToken);
            file.Complete();
        }

        Tell(terminal, batch, path, notes);
        return ExitCode.Done;
    }

    private static ResultQuery QueryOf(ParseResult parsed, ExportShape shape) => new(parsed.GetValue(Batch))
    {
        State = parsed.GetValue(Failed) ? "failed" : null,
        Where = FilterParser.Parse(parsed.GetValue(Where), shape.Fields),
        Approved = parsed.GetValue(Approved),
        Since = Instants.ParsePast("--since", parsed.GetValue(Since), TimeProvider.System.GetUtcNow()),
    };

    private static DialectChoice DialectOf(ParseResult parsed) => new()
    {
        Delimiter = parsed.GetValue(Delimiter),
        Encoding = parsed.GetValue(Encoding),
        ByteOrderMark = parsed.GetResult(Bom) is null ? null : parsed.GetValue(Bom) ?? true,
    };

    private static string Unfinished(BatchProgress batch) =>
        $"Batch {batch.BatchId} is not finished: {batch.Open:N0} of {batch.Documents:N0} documents are open, and their "
        + "_error says so.";

    private static void Tell(Terminal terminal, BatchProgress batch, string path, IReadOnlyList<string> notes)
    {
        foreach (var note in notes) terminal.Warn(note);
        if (terminal.Json)
        {
            Terminal.Write(new JsonObject
            {
                ["batch"] = StatusJson.Id(batch.BatchId),
                ["file"] = path,
                ["open"] = batch.Open,
                ["notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note))]),
            });
        }
        else if (path != "-")
        {
            terminal.Say($"Batch {batch.BatchId} is in {path}.");
        }
    }
}
