using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Export;

/// <summary>A million results through <c>bulk export</c> in each format, beside psql copying the same cells.</summary>
internal sealed class ExportBenchmark : IBenchmark
{
    private const int Rows = 1_000_000;

    private static readonly string[] Formats = ["csv", "jsonl", "xlsx", "parquet"];

    public string Name => "export";

    public string Description => "a million results through bulk export ÷ psql \\copy (…) to … csv";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var workspace = new Workspace();
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var database = await server.CreateDatabaseAsync(cancellationToken);
        run.Say($"export: storing {Rows:#,0} results");
        var batch = await StoredResults.AddAsync(database, Rows, cancellationToken);
        var (paces, copies, peaks) = (
            Formats.ToDictionary(f => f, _ => new List<double>()),
            new List<double>(),
            new Dictionary<string, double>());
        for (var round = 1; round <= run.Rounds; round++)
        {
            copies.Add(Rows / (await CopyAsync(database, batch, workspace, cancellationToken)).TotalSeconds);
            foreach (var format in Formats)
            {
                // The whole process: start, reading page by page, writing, renaming.
                var file = workspace.PathOf($"export.{format}");
                var export = await BulkProcess.MeasureAsync(
                    database.Address,
                    cancellationToken,
                    "export", $"{batch}", "--format", format, "--out", file, "--quiet");
                paces[format].Add(Rows / export.Took.TotalSeconds);
                peaks[format] = Math.Max(peaks.GetValueOrDefault(format), export.Megabytes);
                if (round == 1) Check(run, file);
            }

            run.Say($"export: round {round}: psql {copies[^1]:#,0} rows/s, "
                + string.Join(", ", Formats.Select(f => $"{f} {paces[f][^1]:#,0}, {peaks[f]:0} MB")));
        }

        var yardstick = new Yardstick("rows/s by psql \\copy (…) to csv", Pace.Median(copies));
        return
        [
            .. Formats.Select(f =>
                new Figure($"bulk export {f}", Pace.Median(paces[f]), "rows/s") { Yardstick = yardstick }),
            .. Formats.Select(f =>
                new Figure($"peak memory, {f}", peaks[f], "MB") { Goal = Goal.Most(300) }),
        ];
    }

    private static void Check(BenchmarkRun run, string file)
    {
        var (rows, total) = ReadBack.Read(file);
        if ((rows, total) != (Rows, StoredResults.Total(Rows)))
            throw new InvalidOperationException($"{Path.GetFileName(file)} holds {rows:#,0} rows, total {total}.");
        run.Say($"export: {Path.GetFileName(file)} read back: {rows:#,0} rows, total {total:#,0}");
    }

    // The same cells in the same order, as plain SQL gives them.
    private static async Task<TimeSpan> CopyAsync(
        BenchDatabase database, long batch, Workspace workspace, CancellationToken cancellationToken)
    {
        var file = workspace.PathOf("copy.csv");
        var select =
            "select d.columns[1], d.columns[2], r.fields->>'total', r.fields->>'currency', "
            + "r.model, r.confidence, r.error "
            + "from bulk.documents d left join bulk.results r using (batch_id, document_no) "
            + $"where d.batch_id = {batch} order by d.document_no";
        var startedAt = TimeProvider.System.GetTimestamp();
        await Psql.RunAsync(database.Address, $"\\copy ({select}) to '{file}' csv header", cancellationToken);
        return TimeProvider.System.GetElapsedTime(startedAt);
    }
}
