using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>20 requests per 10 s by 1, 2, 4 and 8 real workers; the simulator's ledger is the judge.</summary>
internal static class RealRates
{
    private const int Limit = 20;

    // The first is what the others are measured from.
    private const int Windows = 7;
    private const int WarmUpWindows = 2;
    private static readonly int[] Workers = [1, 2, 4, 8];
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        await using var server = await BenchServer.StartAsync(cancellationToken);
        foreach (var workers in Workers)
        {
            await using var database = await server.CreateDatabaseAsync(cancellationToken);
            var (used, judged) = await MeasureAsync(database, workers, run.Seed, cancellationToken);
            var late = await CountUnsentAsync(database, cancellationToken);
            run.Say($"rate: {workers} workers used {used:0.0000}, the fullest window held {judged.Fullest}");
            figures.Add(new($"{workers} workers", used, "of the permitted") { Goal = Goal.Least(0.95) });
            figures.Add(new($"{workers} workers, fullest", judged.Fullest, "requests") { Goal = Goal.Most(Limit) });
            figures.Add(new($"{workers} workers, account 429s", judged.Refused, "requests") { Goal = Goal.Most(0) });
            figures.Add(new($"{workers} workers, permits that came late and were given back", late, "permits"));
        }

        return figures;
    }

    private static async Task<(double Used, RateJudge.Verdict Judged)> MeasureAsync(
        BenchDatabase database, int workers, int seed, CancellationToken cancellationToken)
    {
        using var workspace = new Workspace();
        await using var simulator = await SimulatorProcess.StartAsync(
            workspace, $"{{ requests: {Limit}, per: {Window.TotalSeconds}s }}", seed, cancellationToken);
        await simulator.WarmAsync(cancellationToken);
        await Task.Delay(Window, cancellationToken);
        string[] pool = ["--pool", simulator.Pool];
        var notes = workspace.WriteNotes(Limit * (Windows + WarmUpWindows + 4));
        await BulkProcess.RunAsync(
            database.Address, cancellationToken, ["submit", notes, "--job", workspace.Job, "--pack", "1", .. pool]);

        var started = Enumerable.Range(0, workers)
            .Select(_ => BulkProcess.Start(database.Address, ["worker", "--quiet", .. pool]))
            .ToList();
        try
        {
            await WaitForWorkersAsync(database, workers, cancellationToken);
            var judge = new RateJudge(simulator);
            await Task.Delay(Window * WarmUpWindows, cancellationToken);
            var from = await judge.NowAsync(cancellationToken);
            await Task.Delay(Window * (Windows + 0.5), cancellationToken);
            return (judge.Used(from, Limit, Window), await judge.JudgeAsync(cancellationToken));
        }
        finally
        {
            foreach (var worker in started) await worker.DisposeAsync();
        }
    }

    private static Task<long> CountUnsentAsync(BenchDatabase database, CancellationToken cancellationToken) =>
        database.ReadAsync<long>("select count(*) from bulk.attempts where outcome = 'unsent'", cancellationToken);

    private static async Task WaitForWorkersAsync(
        BenchDatabase database, int workers, CancellationToken cancellationToken)
    {
        while (await database.ReadAsync<long>("select count(*) from bulk.workers", cancellationToken) < workers)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
