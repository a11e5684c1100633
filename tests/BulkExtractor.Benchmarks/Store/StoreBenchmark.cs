using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Store;

/// <summary>What the store does in a second, on a disk of which a second's writes are known.</summary>
internal sealed class StoreBenchmark : IBenchmark
{
    public string Name => "store";

    public string Description => "permits, leases and finishes a second, beside pg_test_fsync on the same disk";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        var rounds = new List<StoreRound>();
        for (var round = 1; round <= run.Rounds; round++)
        {
            var writes = await FsyncTest.RunAsync(server.Folder, cancellationToken);
            await using var database = await server.CreateDatabaseAsync(cancellationToken);
            rounds.Add(await StoreRound.MeasureAsync(database, writes ?? 0, cancellationToken));
            run.Say($"store: round {round}: {rounds[^1]}");
        }

        return
        [
            Of("permits", rounds, round => round.Permits, 250),
            Of("leases of 1 chunk", rounds, round => round.Leases, 400),
            Of("chunks leased by 50", rounds, round => round.LeasesBy50, null),
            Of("chunks finished, 5 attempts of 10 at once", rounds, round => round.Finishes, 5_000),
        ];
    }

    private static Figure Of(string name, List<StoreRound> rounds, Func<StoreRound, double> read, double? least)
    {
        var value = Pace.Median(rounds.Select(read));
        return new Figure(name, value, "a second")
        {
            Yardstick = new("fdatasync a second", Pace.Median(rounds.Select(round => round.Fdatasync))),
            Goal = least is { } bound ? Goal.Least(bound) : null,
            GoalIsOfValue = true,
        };
    }
}
