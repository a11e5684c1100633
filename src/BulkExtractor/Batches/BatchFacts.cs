namespace BulkExtractor.Batches;

/// <summary>What is known of a batch, beside its counts, that says what it waits for.</summary>
public sealed record BatchFacts
{
    /// <summary>What its row says.</summary>
    public required string State { get; init; }

    /// <summary>What a worker, or who split it, said that it waits for.</summary>
    public string? Said { get; init; }

    /// <summary>Whether its documents are split to the end.</summary>
    public required bool IsSplit { get; init; }

    /// <summary>The ids of the accounts that it may use.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>The living workers that would take it, whatever accounts they know.</summary>
    public required int Workers { get; init; }

    /// <summary>Those of its accounts that such a worker knows.</summary>
    public required IReadOnlyList<string> KnownAccounts { get; init; }

    /// <summary>Its requests that living workers wait for.</summary>
    public required int UnderWay { get; init; }

    /// <summary>The chunk that comes due first; null where no chunk is open.</summary>
    public NextChunk? Next { get; init; }

    /// <summary>When something last happened that should have moved it on.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>The database's clock.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>The open chunk that comes due first.</summary>
/// <param name="IsLeased">Whether it comes due because a lease runs out.</param>
/// <param name="IsHeld">Whether a living worker has that lease.</param>
public sealed record NextChunk(DateTimeOffset DueAt, bool IsLeased, bool IsHeld);
