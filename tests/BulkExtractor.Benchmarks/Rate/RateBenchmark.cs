using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>How much of a limit is used, and that it is never broken.</summary>
internal sealed class RateBenchmark : IBenchmark
{
    public string Name => "rate";

    public string Description => "requests ÷ permitted, and windows over the limit: virtual time, or --real processes";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken) =>
        run.Real ? await RealRates.MeasureAsync(run, cancellationToken) : [.. VirtualRates.Measure(run)];
}
