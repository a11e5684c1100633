using BulkExtractor.Models;

namespace BulkExtractor.Jobs;

/// <summary>Which models may work on a job.</summary>
public sealed record JobModels
{
    /// <summary>The tiers in the order in which they are used; paid only with a budget.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [Tier.Local, Tier.Free];

    /// <summary>Model ids to prefer; empty leaves the choice to the program.</summary>
    public IReadOnlyList<string> Prefer { get; init; } = [];

    /// <summary>The most that a batch may spend, in US dollars.</summary>
    public decimal MaxCostUsd { get; init; }

    /// <summary>Only models whose providers do not train on prompts.</summary>
    public bool DenyDataCollection { get; init; }

    /// <summary>Accounts too whose terms say that they train on texts; never unless the job says so.</summary>
    public bool AllowDataCollection { get; init; }
}
