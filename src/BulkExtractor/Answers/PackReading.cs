namespace BulkExtractor.Answers;

/// <summary>What a reply says about its pack.</summary>
/// <param name="Readings">One for each chunk, in the pack's order.</param>
/// <param name="UnknownIds">How many documents it speaks of that nobody had asked for.</param>
public sealed record PackReading(IReadOnlyList<ChunkReading> Readings, int UnknownIds)
{
    /// <summary>
    /// Whether the model's thoughts used up its output before it answered: it needs more room, or to think less.
    /// </summary>
    public bool OnlyThoughts { get; init; }
}
