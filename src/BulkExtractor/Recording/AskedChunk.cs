using BulkExtractor.Batches;

namespace BulkExtractor.Recording;

/// <summary>Where a chunk stands when the outcome of its document is decided.</summary>
/// <param name="Question">The latest question about it.</param>
public sealed record AskedChunk(long ChunkId, Question Question, ChunkState State)
{
    /// <summary>What it was answered so far, in the order of the questions.</summary>
    public IReadOnlyList<Vote> Answers { get; init; } = [];

    /// <summary>Why it failed, or why an answered one gets no other answer.</summary>
    public string? Problem { get; init; }

    /// <summary>The answers that count: of two to one question the first one.</summary>
    /// <remarks>There are two only where two workers recorded at once.</remarks>
    public IReadOnlyList<Vote> Votes => Answers.Count < 2 ? Answers : [.. Answers.DistinctBy(vote => vote.QuestionNo)];
}

/// <summary>Whether anything is still to come of a chunk.</summary>
public enum ChunkState
{
    /// <summary>It waits to be asked, or is under way.</summary>
    Open,

    /// <summary>The latest question about it is answered, or dropped.</summary>
    Answered,

    /// <summary>It was given up without an answer.</summary>
    Failed,
}
