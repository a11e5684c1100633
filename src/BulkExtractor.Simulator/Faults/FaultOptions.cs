namespace BulkExtractor.Simulator.Faults;

/// <summary>What goes wrong, and how often.</summary>
public sealed record FaultOptions
{
    /// <summary>The faults by rate; an arrival meets one of them at most.</summary>
    public IReadOnlyList<FaultRate> Rates { get; init; } = [];

    /// <summary>Models that are taken away while the simulator runs.</summary>
    public IReadOnlyList<GoneModel> Gone { get; init; } = [];

    public IReadOnlyList<MisreadingModel> Misreading { get; init; } = [];

    public IReadOnlyList<HangingAccount> Hanging { get; init; } = [];

    /// <summary>Models that the account's privacy settings shut out.</summary>
    public IReadOnlyList<string> PolicyBlocked { get; init; } = [];

    /// <summary>What no provider reads: a request with such a document is refused as a whole; null reads all.</summary>
    public string? Flagged { get; init; }

    /// <summary>Where refusals carry their rate-limit headers.</summary>
    public HeaderPlacement Headers { get; init; }

    /// <summary>The Retry-After of half of the upstream refusals; zero sends none.</summary>
    public int RetryAfterSeconds { get; init; } = 1;
}
