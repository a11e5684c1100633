using BulkExtractor.Extraction;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>What one request brought.</summary>
/// <param name="Readings">One for each chunk of the pack.</param>
public sealed record AttemptResult(
    long AttemptId, long BatchId, Pack Pack, ModelReply Reply, IReadOnlyList<ChunkReading> Readings)
{
    /// <summary>Whether any chunk was answered.</summary>
    public bool Answered => Readings.Any(reading => reading.Answered);

    /// <summary>What follows for the chunks that were not answered.</summary>
    public Verdict Verdict => Verdict.Of(this);
}
