using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Simulator;

/// <summary>How a simulator listens, answers and misbehaves.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The addresses to listen on, parted by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>A pool file with the accounts and models to play; null plays seven free models.</summary>
    public string? PoolFile { get; init; }

    /// <summary>The profile that is played at <c>/v1</c>, too; null plays the pool there, as OpenRouter does.</summary>
    public string? Dialect { get; init; }

    /// <summary>A file of known answers; null answers by rules alone.</summary>
    public string? AnswersFile { get; init; }

    /// <summary>A folder of recorded exchanges that are answered instead; null plays models.</summary>
    public string? ReplayFolder { get; init; }

    /// <summary>Where every arrival is noted; null keeps only the summary.</summary>
    public string? LedgerFile { get; init; }

    /// <summary>Decides, with the number of an arrival, every fault and every delay.</summary>
    public int Seed { get; init; } = 1;

    public LimitOptions Limits { get; init; } = new();

    public FaultOptions Faults { get; init; } = new();

    public LatencyOptions Latency { get; init; } = new();
}
