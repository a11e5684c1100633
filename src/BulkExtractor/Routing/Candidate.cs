using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Routing;

/// <summary>A model that can be asked, with what makes it worth asking.</summary>
/// <param name="Documents">K: how many documents its packs hold now.</param>
public sealed record Candidate(Model Model, int Documents)
{
    /// <summary>Whether it can be asked now.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Whether its packs were never too large yet: K may be as large as any other model's.</summary>
    public bool MayGrow { get; init; }

    /// <summary>The requests under way to it.</summary>
    public int UnderWay { get; init; }

    /// <summary>Its place among the models that the batch prefers; null when it is not among them.</summary>
    public int? Wish { get; init; }

    /// <summary>The share that is left of its day, or of another long window; 1 where none binds.</summary>
    public double DayLeft { get; init; } = 1;

    /// <summary>Whether that will not do for what is open, so that each request must bring the most.</summary>
    public bool DayBinds { get; init; }

    /// <summary>Whether it is fast where that is wanted.</summary>
    public bool IsFast { get; init; }

    /// <summary>Whether it can still be used up after a wait for the model to open, or to answer.</summary>
    public bool MayWait { get; init; }

    /// <summary>The limit that leaves it the least; null where none has a long window.</summary>
    public ScopeId? Scarce { get; init; }

    /// <summary>What a full pack takes of that limit: 1 where it counts requests.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>What is believed of how well it reads; certainty where nothing is measured, of nobody.</summary>
    public BetaEstimate Quality { get; init; } = Unmeasured;

    /// <summary>The quality of models of which nothing is measured.</summary>
    public static BetaEstimate Unmeasured { get; } = new(1, 0);
}

/// <summary>A model, and why it was chosen.</summary>
public sealed record ModelChoice(Model Model, string Reason);
