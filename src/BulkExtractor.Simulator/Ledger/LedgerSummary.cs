namespace BulkExtractor.Simulator.Ledger;

/// <summary>What <c>GET /ledger</c> tells.</summary>
internal sealed record LedgerSummary
{
    public required long Arrivals { get; init; }

    public required long InFlight { get; init; }

    public required long Documents { get; init; }

    public required long Pictures { get; init; }

    public required long PromptTokens { get; init; }

    public required long CompletionTokens { get; init; }

    /// <summary>By HTTP status; <c>none</c> for connections that ended before one was sent.</summary>
    public required IReadOnlyDictionary<string, long> ByStatus { get; init; }

    public required IReadOnlyDictionary<string, long> ByFault { get; init; }

    /// <summary>By model; <c>unknown</c> for those that are not in the pool.</summary>
    public required IReadOnlyDictionary<string, long> ByModel { get; init; }

    public required IReadOnlyDictionary<string, long> ByAccount { get; init; }

    /// <summary>What each account was charged in US dollars; those that were charged nothing are left out.</summary>
    public required IReadOnlyDictionary<string, decimal> Charged { get; init; }

    public required IReadOnlyList<ScopeSummary> Scopes { get; init; }

    /// <summary>Arrivals for a model after its first 404 was out, for each model that answered one.</summary>
    public required IReadOnlyDictionary<string, long> AfterGone { get; init; }
}

/// <summary>A limited scope, and the most of its unit that any of its windows held.</summary>
internal sealed record ScopeSummary
{
    public required string Account { get; init; }

    public required string Tier { get; init; }

    public required string? Model { get; init; }

    /// <summary><c>window</c>, <c>day</c> or <c>month</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>requests</c>, <c>input_tokens</c>, <c>tokens</c> or <c>units</c>.</summary>
    public string Unit { get; init; } = "requests";

    public required double WindowSeconds { get; init; }

    public required int Limit { get; init; }

    public required int Fullest { get; init; }
}
