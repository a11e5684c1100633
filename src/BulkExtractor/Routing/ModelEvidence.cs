namespace BulkExtractor.Routing;

/// <summary>What the latest requests to a model brought; each weighs one, and less the older it is.</summary>
/// <param name="Model">The model's key.</param>
/// <param name="Good">The share of documents that were answered, summed over the requests.</param>
/// <param name="Bad">The share that was not.</param>
public sealed record ModelEvidence(string Model, double Good, double Bad);
