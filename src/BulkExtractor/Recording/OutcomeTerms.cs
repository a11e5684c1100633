using BulkExtractor.Jobs;

namespace BulkExtractor.Recording;

/// <summary>On which terms the outcome of a batch's documents is decided.</summary>
public sealed record OutcomeTerms(Definition Definition, VotingOptions Inquiry)
{
    private static readonly Dictionary<string, double> Unmeasured = [];

    /// <summary>By the keys of models, how often each is right, by field, as far as it was measured.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Accuracy { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>Whether another question may follow; not in a batch that was cancelled.</summary>
    public bool MayAskAgain { get; init; } = true;

    /// <summary>How often a model is right, by field, as far as it was measured.</summary>
    public IReadOnlyDictionary<string, double> AccuracyOf(string modelKey) =>
        Accuracy.GetValueOrDefault(modelKey, Unmeasured);
}
