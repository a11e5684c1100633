using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Limits;

/// <summary>One place where requests are counted: one limit of an account's tier, or of a model.</summary>
internal abstract class CountedScope(ScopeName name, RequestLimit limit)
{
    public ScopeName Name => name;

    public RequestLimit Limit => limit;

    /// <summary>The most arrivals seen in any window, or on any day; refused ones included.</summary>
    public abstract int Fullest { get; }

    public abstract TimeSpan Window { get; }

    /// <summary>Counts an arrival, whatever becomes of it.</summary>
    public abstract void Arrive(Arrival arrival);

    /// <summary>When a request may come again; null if this one may pass.</summary>
    public abstract DateTimeOffset? RefusedUntil(Arrival arrival);

    /// <summary>Counts an arrival that passed every scope of its account, or of its model.</summary>
    public abstract void Admit(Arrival arrival);
}

/// <summary>What a scope counts: a model's requests, or those of an account's tier.</summary>
internal sealed record ScopeName(string Account, string Tier, string? Model);
