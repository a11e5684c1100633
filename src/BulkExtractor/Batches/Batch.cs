using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>One run of a job over one input, as a worker needs it.</summary>
/// <param name="Accounts">The ids of the accounts in the batch's pool.</param>
public sealed record Batch(
    long BatchId, Definition Definition, BatchSettings Settings, IReadOnlyList<string> Accounts)
{
    /// <summary>Its documents that have no result yet.</summary>
    public int OpenDocuments { get; init; }

    /// <summary>What it waits for; null when it does not wait.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Whether it has a deadline that can be met.</summary>
    public bool OnTime { get; init; }

    /// <summary>What the database's clock said when this was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>What the database's clock said before it was set back; null where it was not.</summary>
    public DateTimeOffset? BehindUntil { get; init; }
}
