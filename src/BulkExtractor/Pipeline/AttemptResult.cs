using BulkExtractor.Extraction;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>What one request brought.</summary>
/// <param name="Readings">One for each chunk of the pack.</param>
public sealed record AttemptResult(
    long AttemptId, long BatchId, Pack Pack, ModelReply Reply, IReadOnlyList<ChunkReading> Readings)
{
    /// <summary>How many documents the reply speaks of that nobody had asked for.</summary>
    public int UnknownIds { get; init; }

    /// <summary>What was detected in the reply, by kind; null without a reply.</summary>
    public IReadOnlyDictionary<string, int>? Detected => Reply.Failure is null ? Detection.Count(this) : null;

    /// <summary>Whether any chunk was answered.</summary>
    public bool Answered => Readings.Any(reading => reading.Answered);

    /// <summary>What follows for the chunks that were not answered.</summary>
    public Verdict Verdict => Verdict.Of(this);

    /// <summary>The attempt that made suspects of these chunks; a pack holds the suspects of one, or none.</summary>
    public long? SuspectsOf => Readings[0].Chunk.SuspectOf;

    /// <summary>Whether it tells which half of some suspects has the culprit.</summary>
    public bool Decides => Answered || Verdict.Suspect || Verdict.Blame;

    /// <summary>Whether a new suspect is held until the other half of its pack was asked.</summary>
    public bool Holds(ChunkReading reading) =>
        Verdict.Suspect && Readings.Take((Readings.Count + 1) / 2).All(first => first.Chunk != reading.Chunk);
}
