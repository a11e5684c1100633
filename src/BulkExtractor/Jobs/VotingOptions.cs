namespace BulkExtractor.Jobs;

/// <summary>How often a document may be asked beyond its first answer.</summary>
public sealed record VotingOptions
{
    // Before anything is measured: documents with something doubtful,
    // and those of which two models say different things.
    private const double DoubtfulShare = 0.15;
    private const double DisputedShare = 0.2;

    /// <summary>The most models that have a say in a field.</summary>
    public int Votes { get; init; } = 1;

    /// <summary>Whether every document gets a second opinion, or only one with something doubtful.</summary>
    public bool Everywhere { get; init; }

    /// <summary>The most passes over a text whose lists may lack something.</summary>
    public int Passes { get; init; } = 1;

    /// <summary>Whether an answer may lead to another question.</summary>
    public bool GoesOn => Votes > 1 || Passes > 1;

    /// <summary>The answers to be expected for a document; an estimate.</summary>
    public double ExpectedAnswers(Definition definition)
    {
        var second = Votes < 2 ? 0 : Everywhere ? 1 : DoubtfulShare;
        var third = Votes < 3 ? 0 : second * DisputedShare;
        // Mostly the second pass brings nothing new and is the last.
        return 1 + second + third + (Passes > 1 && definition.Fields.ListNames.Any() ? 1 : 0);
    }
}
