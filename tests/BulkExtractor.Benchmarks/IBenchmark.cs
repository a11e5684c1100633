using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks;

/// <summary>A measurement of the product beside a yardstick, both taken in the same run.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Description { get; }

    Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}

/// <summary>How a benchmark is run.</summary>
/// <param name="Rounds">How often yardstick and product are measured in turns; the median counts.</param>
/// <param name="Real">Whether real processes are measured where virtual time would do.</param>
/// <param name="Say">Tells how far it is.</param>
internal sealed record BenchmarkRun(int Seed, int Rounds, bool Real, Action<string> Say)
{
    /// <summary>How long faults go on.</summary>
    public required int Seconds { get; init; }

    /// <summary>How many documents there are at the most; null means enough for the time.</summary>
    public int? Documents { get; init; }

    public required int Workers { get; init; }

    /// <summary>How often a process is started and killed.</summary>
    public required int Starts { get; init; }

    /// <summary>The <c>bulk.dll</c> that is measured; null means the one built with the benchmarks.</summary>
    public string? Program { get; init; }
}
