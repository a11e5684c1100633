using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>
/// What a fresh process brings from its start to its end, in a new database and in one with a past, beside others that
/// ask the same server one row after the other and keep nothing.
/// </summary>
internal sealed class FreshBenchmark : IBenchmark
{
    private const int FewRows = 3_000;
    private const int ManyRows = 20_000;

    private static readonly (int Pack, double Goal)[] Packs = [(1, 0.35), (10, 0.9), (25, 1.2)];

    public string Name => "fresh";

    public string Description => "rows/s of submit --wait in a fresh process ÷ a bare loop, the OpenAI .NET SDK";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        int[] sizes = run.Documents is { } rows ? [rows] : [FewRows, ManyRows];
        await using var server = await BenchServer.StartAsync(cancellationToken);
        using var workspace = new Workspace();
        await using var simulator = await SimulatorProcess.StartAsync(workspace, "", run.Seed, cancellationToken);
        await simulator.WarmAsync(cancellationToken);
        await using var old = await server.CreateDatabaseAsync(cancellationToken);
        run.Say($"fresh: {OldDocuments.Count:N0} old documents are written");
        await OldDocuments.AddAsync(old, cancellationToken);

        var rounds = new FreshRounds(server, old, workspace, simulator, FreshPrograms.Choose(run));
        int[] packs = [.. Packs.Select(one => one.Pack)];
        for (var round = 1; round <= run.Rounds; round++)
        {
            foreach (var size in sizes) await rounds.RunAsync(size, packs, cancellationToken);
            run.Say($"fresh: round {round} of {run.Rounds}");
        }

        return [.. sizes.SelectMany(size => Figures(rounds, size)), .. FirstRequests(rounds)];
    }

    private static IEnumerable<Figure> Figures(FreshRounds rounds, int size)
    {
        var (bare, sdk) = (rounds.Median(new(size, Who.Bare)), rounds.Median(new(size, Who.Sdk)));
        foreach (var (pack, goal) in Packs)
        {
            var young = rounds.Median(new(size, Who.Product, pack));
            var old = rounds.Median(new(size, Who.ProductInOld, pack));
            var name = $"{size:N0} rows, pack {pack}";
            yield return Rows(name, young, "a bare loop", bare) with { Goal = Goal.Least(goal) };
            yield return Rows(name, young, "the OpenAI .NET SDK", sdk);
            yield return Rows($"{name}, old database", old, "a new one", young) with { Goal = Goal.Least(0.9) };
            yield return new($"{name}, CPU", young.CpuSeconds, "s")
            {
                Yardstick = new("s: a bare loop", bare.CpuSeconds),
            };
        }
    }

    private static IEnumerable<Figure> FirstRequests(FreshRounds rounds) =>
    [
        new("from the batch's row to the first request", rounds.FirstRequest, "s, the median")
        {
            Yardstick = new("s: a look of Hangfire's", FreshRounds.HangfireLook),
            Goal = Goal.Most(0.7),
            GoalIsOfValue = true,
        },
    ];

    private static Figure Rows(string name, FreshRun run, string other, FreshRun yardstick) =>
        new(name, run.RowsPerSecond, "rows/s") { Yardstick = new($"rows/s: {other}", yardstick.RowsPerSecond) };
}
