using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Extraction;

/// <summary>What a reply says about one chunk of its pack.</summary>
/// <param name="Fields">The checked fields; null when they are missing or invalid.</param>
/// <param name="Problem">Why there are no fields; null when there are.</param>
/// <param name="Repairs">What was changed to make the answer fit the schema: <c>/total: "1.234,50" → 1234.5</c>.</param>
public sealed record ChunkReading(
    LeasedChunk Chunk, JsonObject? Fields, string? Problem, IReadOnlyList<string> Repairs)
{
    /// <summary>Whether the chunk is answered.</summary>
    public bool Answered => Fields is not null;
}
