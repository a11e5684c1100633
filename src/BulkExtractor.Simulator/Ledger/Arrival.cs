namespace BulkExtractor.Simulator.Ledger;

/// <summary>One request that came in.</summary>
/// <param name="Number">Counted from 1, in the order of <paramref name="At"/>.</param>
/// <param name="At">Monotonic time since the start.</param>
internal sealed record Arrival(long Number, TimeSpan At, DateTimeOffset Utc, string? Account, string? Model);
