using System.Collections.Concurrent;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Forecasts;

/// <summary>
/// What the program says of the finish, at submission and at half time, beside how ten batches really went: real
/// processes, short windows, faults and latencies drawn by the seed.
/// </summary>
internal sealed class ForecastBenchmark : IBenchmark
{
    private const int Batches = 10;

    // More would get in each other's way on two cores, and that is not what is forecast.
    private const int AtOnce = 4;

    public string Name => "forecast";

    public string Description => "the finish as forecast at submission and at half time, beside the real one";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var ends = new ConcurrentBag<ForecastEnd>();
        await using var server = await BenchServer.StartAsync(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(1, Batches + 1, options, async (number, token) =>
        {
            await using var database = await server.CreateDatabaseAsync(token);
            var end = await new ForecastRun(database, (run.Seed * 100) + number).RunAsync(token);
            ends.Add(end);
            run.Say($"forecast: {end}");
        });

        return
        [
            Error("at submission", ends.Select(end => end.AtSubmission), 0.10),
            Error("at half time", ends.Select(end => end.AtHalf), 0.03),
            Covered("at submission", ends.Select(end => end.AtSubmission)),
            Covered("at half time", ends.Select(end => end.AtHalf)),
        ];
    }

    private static Figure Error(string when, IEnumerable<Foretold> foretold, double most) =>
        new($"median error of the finish {when}", Pace.Median(foretold.Select(one => one.Error)), "of the time it took")
        {
            Goal = Goal.Most(most),
        };

    private static Figure Covered(string when, IEnumerable<Foretold> foretold) =>
        new($"batches done by the P90 {when}", foretold.Count(one => one.Covered), $"of {Batches}");
}
