namespace BulkExtractor.Models;

/// <summary>How a model reads the sentinels of a batch's definition: the newest weigh one, older ones less.</summary>
/// <param name="Model">The model's key.</param>
/// <param name="Fields">One for each field that was measured.</param>
public sealed record FieldAccuracies(string Model, IReadOnlyList<FieldAccuracy> Fields)
{
    /// <summary>
    /// The time in which a sentinel loses half of its weight: one that is benched or shunned comes back.
    /// </summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);

    /// <summary>The time after which a sentinel weighs nothing any more.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>What is believed of a model before its first sentinel.</summary>
    /// <remarks>
    /// High, and worth four sentinels only: a model that nobody knows is rather tried, as if it were as good as the
    /// best, and a few sentinels tell. Answers that were not accepted count against success, not here.
    /// </remarks>
    public static BetaEstimate Prior { get; } = new(3.8, 0.2);

    /// <summary>The share of fields that were right; null where nothing was measured.</summary>
    public double? Share => Fields.Average(one => one.Share);

    /// <summary>
    /// The chance that a field of a document is right; each sentinel is one trial, since its fields fail together.
    /// </summary>
    public BetaEstimate Chance => Fields.Count == 0 ? Prior : new(
        Prior.Good + Fields.Average(one => one.Right),
        Prior.Bad + Fields.Average(one => one.Wrong + one.Missed));
}

/// <summary>How a model reads one field of sentinels.</summary>
/// <param name="Right">How often rightly, older ones weighing less.</param>
/// <param name="Wrong">How often another value than the known one.</param>
/// <param name="Missed">How often not, though it is there.</param>
public sealed record FieldAccuracy(string Field, double Right, double Wrong, double Missed)
{
    /// <summary>What came of the values that the program was so or so sure of.</summary>
    public IReadOnlyList<ConfidenceLevel> Levels { get; init; } = [];

    /// <summary>The share that was right; null where nothing was measured.</summary>
    public double? Share => Right + Wrong + Missed is var all and > 0 ? Right / all : null;

    /// <summary>The chance that this field is right.</summary>
    public BetaEstimate Chance => new(FieldAccuracies.Prior.Good + Right, FieldAccuracies.Prior.Bad + Wrong + Missed);
}
