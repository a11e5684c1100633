namespace BulkExtractor.Routing;

/// <summary>What the latest requests of a batch to a model brought; each weighs one, less the older it is.</summary>
/// <param name="Model">The model's key.</param>
/// <param name="Good">The share of documents that were answered, summed over the requests.</param>
/// <param name="Bad">The share that was not.</param>
public sealed record ModelEvidence(string Model, long BatchId, double Good, double Bad)
{
    /// <summary>The largest of the latest packs that came back whole; 0 where none did.</summary>
    public int Whole { get; init; }

    /// <summary>The largest of the latest packs that missed too many documents; null where none was.</summary>
    public int? TooLarge { get; init; }
}
