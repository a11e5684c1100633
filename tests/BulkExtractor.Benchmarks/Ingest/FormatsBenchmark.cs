using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>The same rows in every format, read alone and through <c>bulk submit</c>.</summary>
internal sealed class FormatsBenchmark : IBenchmark
{
    private const int MostRows = 1_000_000;

    public string Name => "formats";

    public string Description => "rows in every format: read ÷ a bare loop of its library, stored ÷ the same as CSV";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var workspace = new Workspace();
        var rows = run.Documents ?? MostRows;
        run.Say($"formats: writing {rows:#,0} rows in every format");
        var files = await new FormatFiles(workspace, rows).WriteAsync(cancellationToken);
        var pool = workspace.WritePool("pool.yaml", new Uri("http://127.0.0.1:9"), "");
        await using var server = await BenchServer.StartAsync(cancellationToken);
        var measured = files.Keys.ToDictionary(format => format, _ => new FormatPaces(rows));
        for (var round = 1; round <= run.Rounds; round++)
        {
            foreach (var (format, file) in files)
            {
                var paces = measured[format];
                await paces.ReadAsync(format, file, cancellationToken);
                await using var database = await server.CreateDatabaseAsync(cancellationToken);
                paces.Add(await BulkProcess.MeasureAsync(
                    database.Address,
                    cancellationToken,
                    "submit", file, "--job", workspace.Job, "--pool", pool, "--quiet"));
                run.Say($"formats: round {round}: {format}: {paces}");
            }
        }

        return [.. measured.SelectMany(pair => FiguresOf(pair.Key, pair.Value, measured["csv"]))];
    }

    private static IEnumerable<Figure> FiguresOf(string format, FormatPaces paces, FormatPaces csv)
    {
        yield return new Figure($"{format}, read alone", Pace.Median(paces.Read), "rows/s")
        {
            Yardstick = new("rows/s by a bare loop", Pace.Median(paces.Bare)),
            Goal = Goal.Least(0.5),
        };
        yield return new Figure($"{format}, bulk submit", Pace.Median(paces.Stored), "rows/s")
        {
            Yardstick = new("rows/s as CSV", Pace.Median(csv.Stored)),
            Goal = Goal.Least(0.7),
        };
        yield return new Figure($"{format}, peak memory", paces.Megabytes, "MB") { Goal = Goal.Most(300) };
    }
}
