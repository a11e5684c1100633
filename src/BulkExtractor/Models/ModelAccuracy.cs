namespace BulkExtractor.Models;

/// <summary>How a model stands under the definition of a batch.</summary>
/// <param name="Account">The account's id.</param>
public sealed record ModelAccuracy(long BatchId, string Account, string Model, FieldAccuracies Accuracy)
{
    /// <summary>Why it is not asked; null for most.</summary>
    public Quarantine? Quarantine { get; init; }
}

/// <summary>A model that is not asked, because it reads sentinels worse than it did.</summary>
/// <param name="Expected">The share of right fields that was expected of it.</param>
/// <param name="TrialAt">When it may show whether it reads well again.</param>
public sealed record Quarantine(string Reason, double Expected, DateTimeOffset Since, DateTimeOffset TrialAt);

/// <summary>How a model stands under the newest definition of a job.</summary>
public sealed record MeasuredModel(string Job, ModelAccuracy Standing);
