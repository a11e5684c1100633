using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>How fast the product is where nothing limits it: one document a request, and twenty.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    // Enough for a second or two of each; more of them took minutes a round on a machine that has other work.
    private const int Singles = 6_000;
    private const int Packed = 40_000;
    private const int PackSize = 20;

    public string Name => "engine";

    public string Description => "rows/s without latency and limits ÷ a bare loop, the SDK, the queue alone";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        using var workspace = new Workspace();
        await using var simulator = await SimulatorProcess.StartAsync(workspace, "", run.Seed, cancellationToken);
        var account = new Account("bench", new Uri(simulator.Address, "/v1")) { Simulated = true };
        var measure = new EngineRounds(server, simulator.Address, account);
        await measure.WarmAsync(cancellationToken);
        for (var round = 1; round <= run.Rounds; round++)
        {
            await measure.SinglesAsync(Singles, cancellationToken);
            await measure.PackedAsync(Packed, PackSize, cancellationToken);
            run.Say($"engine: round {round} of {run.Rounds}");
        }

        return Figures(measure);
    }

    private static IReadOnlyList<Figure> Figures(EngineRounds measured)
    {
        var (bare, sdk) = (Speed.Median(measured.Bare), Speed.Median(measured.Sdk));
        var (single, packed) = (Speed.Median(measured.Single), Speed.Median(measured.Packed));
        return
        [
            Rows("pack 1", single, "bare loop", bare) with { Goal = Goal.Least(0.5) },
            Rows("pack 1", single, "OpenAI .NET SDK", sdk),
            Rows("pack 1", single, $"bare loops, {OtherClients.AtOnce} at once", Speed.Median(measured.BareAtOnce)),
            Cpu("pack 1", single, "bare loop", bare) with { Goal = Goal.Most(2.4) },
            Cpu("pack 1", single, "OpenAI .NET SDK", sdk),
            Rows($"pack {PackSize}", packed, "lease + record alone", Speed.Median(measured.Queue)) with
            {
                Goal = Goal.Least(0.85),
            },
            new($"pack {PackSize}, CPU", packed.CpuMillisecondsPerRequest, "ms a request"),
        ];
    }

    private static Figure Rows(string name, Speed speed, string other, Speed yardstick) =>
        new(name, speed.RowsPerSecond, "rows/s") { Yardstick = new($"rows/s: {other}", yardstick.RowsPerSecond) };

    private static Figure Cpu(string name, Speed speed, string other, Speed yardstick) =>
        new($"{name}, CPU", speed.CpuMillisecondsPerRequest, "ms a request")
        {
            Yardstick = new($"ms: {other}", yardstick.CpuMillisecondsPerRequest),
        };
}
