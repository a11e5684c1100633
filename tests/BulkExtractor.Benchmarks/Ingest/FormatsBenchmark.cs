using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>The same rows in every format, read alone and through <c>bulk submit</c>.</summary>
internal sealed class FormatsBenchmark : IBenchmark
{
    private const int MostRows = 1_000_000;
    private const double Megabyte = 1_000_000;

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
        var measured = files.Keys.ToDictionary(format => format, _ => new FormatPaces());
        for (var round = 1; round <= run.Rounds; round++)
        {
            foreach (var (format, file) in files)
            {
                var paces = measured[format];
                paces.Bare.Add(await PaceAsync(
                    rows, () => FormatReaders.ReadBareAsync(format, file, cancellationToken)));
                paces.Read.Add(await PaceAsync(rows, async () =>
                {
                    var read = await FormatReaders.ReadAsync(file, cancellationToken);
                    if (read != rows) throw new InputException($"{file} has {read} rows instead of {rows}");
                }));
                var peak = 0L;
                paces.Stored.Add(await PaceAsync(rows, async () =>
                    peak = await SubmitAsync(server, file, workspace.Job, pool, cancellationToken)));
                paces.Peak = Math.Max(paces.Peak, peak);
                run.Say($"formats: round {round}: {format}: {paces.Read[^1]:#,0} rows/s read, bare "
                    + $"{paces.Bare[^1]:#,0}, stored {paces.Stored[^1]:#,0}, {peak / Megabyte:0} MB");
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
        yield return new Figure($"{format}, peak memory", paces.Peak / Megabyte, "MB") { Goal = Goal.Most(300) };
    }

    private static async Task<double> PaceAsync(int rows, Func<Task> work)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        await work();
        return rows / TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
    }

    // The whole process, into a database of its own; its peak of memory.
    private static async Task<long> SubmitAsync(
        BenchServer server, string file, string job, string pool, CancellationToken cancellationToken)
    {
        await using var database = await server.CreateDatabaseAsync(cancellationToken);
        await using var submit = BulkProcess.Start(
            database.Address, "submit", file, "--job", job, "--pool", pool, "--quiet");
        var watching = submit.WatchMemoryAsync(cancellationToken);
        await submit.ReadToEndAsync(cancellationToken);
        await watching;
        return submit.PeakMemory;
    }

    private sealed class FormatPaces
    {
        public List<double> Bare { get; } = [];

        public List<double> Read { get; } = [];

        public List<double> Stored { get; } = [];

        public long Peak { get; set; }
    }
}
