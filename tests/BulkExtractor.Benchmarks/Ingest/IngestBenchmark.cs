using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>A million rows through <c>bulk submit</c>, beside psql copying the same rows.</summary>
internal sealed class IngestBenchmark : IBenchmark
{
    private const int Rows = 1_000_000;

    public string Name => "ingest";

    public string Description => "a million rows through bulk submit ÷ psql \\copy into the same table";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var workspace = new Workspace();
        run.Say($"ingest: writing {Rows:#,0} rows");
        var notes = workspace.WriteNotes(Rows);
        var pool = workspace.WritePool("pool.yaml", new Uri("http://127.0.0.1:9"), "");
        await using var server = await BenchServer.StartAsync(cancellationToken);
        var (submits, copies, memory) = (new List<double>(), new List<double>(), 0d);
        for (var round = 1; round <= run.Rounds; round++)
        {
            await using var database = await server.CreateDatabaseAsync(cancellationToken);
            // The whole process: start, reading, checks, storing.
            var submit = await BulkProcess.MeasureAsync(
                database.Address,
                cancellationToken,
                "submit", notes, "--job", workspace.Job, "--pool", pool, "--quiet");
            var copy = await CopyAsync(server, database, workspace.PathOf("documents.copy"), cancellationToken);
            submits.Add(Rows / submit.Took.TotalSeconds);
            copies.Add(Rows / copy.TotalSeconds);
            memory = Math.Max(memory, submit.Megabytes);
            run.Say($"ingest: round {round}: {submits[^1]:#,0} rows/s, psql {copies[^1]:#,0}, {submit.Megabytes:0} MB");
        }

        return
        [
            new Figure("bulk submit", Pace.Median(submits), "rows/s")
            {
                Yardstick = new("rows/s by psql \\copy", Pace.Median(copies)),
                Goal = Goal.Least(0.5),
            },
            new Figure("peak memory of bulk submit", memory, "MB") { Goal = Goal.Most(300) },
        ];
    }

    // The rows come from where submit stored them, and go into a fresh database with the same indexes.
    private static async Task<TimeSpan> CopyAsync(
        BenchServer server, BenchDatabase from, string file, CancellationToken cancellationToken)
    {
        await Psql.RunAsync(from.Address, $"\\copy bulk.documents to '{file}'", cancellationToken);
        await using var to = await server.CreateDatabaseAsync(cancellationToken);
        await to.ExecuteAsync("checkpoint", cancellationToken);
        var startedAt = TimeProvider.System.GetTimestamp();
        await Psql.RunAsync(to.Address, $"\\copy bulk.documents from '{file}'", cancellationToken);
        return TimeProvider.System.GetElapsedTime(startedAt);
    }
}
