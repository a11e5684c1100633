using System.Text.Json.Serialization;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>How one batch is run, as it was submitted.</summary>
public sealed record BatchSettings
{
    /// <summary>The most documents in a request; where the size is found out, the first one.</summary>
    public int Pack { get; init; } = 10;

    /// <summary>Whether the size of packs follows from what comes back.</summary>
    public bool PackIsAuto { get; init; }

    /// <summary>The batch's share of requests, beside those of others.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The tiers that may be used, in their order.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [Tier.Local, Tier.Free];

    /// <summary>The ids of the only models that may be used; empty allows all of the pool.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The ids of the models to prefer, the most wanted first.</summary>
    public IReadOnlyList<string> Prefer { get; init; } = [];

    /// <summary>The most that paid models may cost for it, in US dollars; 0 leaves them out.</summary>
    public decimal MaxCost { get; init; }

    /// <summary>When it is wanted; null when nobody waits.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Whether somebody stands and waits for it.</summary>
    public bool WaitedFor { get; init; }

    /// <summary>Whether fast models are to be preferred.</summary>
    [JsonIgnore]
    public bool IsHurried => WaitedFor || Deadline is not null;

    /// <summary>Whether only providers that do not train on prompts may be used.</summary>
    public bool DenyDataCollection { get; init; }

    /// <summary>Whether earlier results are left alone.</summary>
    public bool Fresh { get; init; }

    /// <summary>The share of gold rows among the documents sent, between 0 and 1.</summary>
    public double Sentinel { get; init; }

    /// <summary>How many opinions and passes a document may take.</summary>
    public VotingOptions Inquiry { get; init; } = new();

    /// <summary>The longest text in tokens that is sent in one piece.</summary>
    public int SliceTokens { get; init; } = 8_000;
}
