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

    /// <summary>The share of its day's requests that is left; 1 where no day binds.</summary>
    public double DayLeft { get; init; } = 1;

    /// <summary>Whether the day's requests will not do for what is open, so that each must bring the most.</summary>
    public bool DayBinds { get; init; }

    /// <summary>Whether the day's requests can still be sent after a wait for it to open, or to answer.</summary>
    public bool MayWait { get; init; }

    /// <summary>What is believed of how well it reads; certainty where nothing is measured, of nobody.</summary>
    public BetaEstimate Quality { get; init; } = Unmeasured;

    /// <summary>The quality of models of which nothing is measured.</summary>
    public static BetaEstimate Unmeasured { get; } = new(1, 0);
}

/// <summary>A model, and why it was chosen.</summary>
public sealed record ModelChoice(Model Model, string Reason);
