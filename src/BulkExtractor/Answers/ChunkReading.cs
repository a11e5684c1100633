using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>What a reply says about one chunk of its pack.</summary>
/// <param name="Fields">The checked fields; null when they are missing or invalid.</param>
/// <param name="Problem">Why there are no fields; null when there are.</param>
/// <param name="Repairs">What was changed to make the answer fit the schema:
/// <c>/total: "1.234,50" → 1234.5</c>.</param>
public sealed record ChunkReading(
    LeasedChunk Chunk, JsonObject? Fields, string? Problem, IReadOnlyList<string> Repairs)
{
    /// <summary>Whether the chunk is answered.</summary>
    public bool Answered => Fields is not null;

    /// <summary>What was detected in the answer; null when it is accepted, or when there was no reply.</summary>
    public AnswerFault? Fault { get; init; }

    /// <summary>Where the values stand in their document, and what is doubtful about them.</summary>
    public Evidence Evidence { get; init; } = Evidence.Nothing;

    /// <summary>What in the answer could have been read in another way, each in one sentence with its place.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>What the next model is told about this answer; null when there is nothing to learn from it.</summary>
    public string? Hint => Fault > AnswerFault.Unreadable ? Problem : null;

    /// <summary>The same with what an earlier result says of the document already.</summary>
    internal ChunkReading Completed() => Chunk.Question.Reused is { } reused
        ? this with { Fields = reused.With(Fields!), Evidence = Evidence.And(reused.Evidence) }
        : this;

    /// <summary>The same chunk with an answer that is not accepted.</summary>
    internal ChunkReading Refuse(AnswerFault fault, string problem) =>
        new(Chunk, null, problem, []) { Fault = fault };
}
