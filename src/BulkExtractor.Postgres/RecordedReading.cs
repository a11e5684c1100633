using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Recording;

namespace BulkExtractor.Postgres;

/// <summary>What a request says about one of its chunks.</summary>
/// <param name="Place">The chunk's place among those of the request.</param>
internal sealed record RecordedReading(AttemptResult Attempt, int Place)
{
    public ChunkReading Reading => Attempt.Readings[Place];

    public LeasedChunk Chunk => Reading.Chunk;

    public bool IsAnswered => Reading.Answered;

    /// <summary>Whether the outcome of the document takes more than this one answer.</summary>
    public bool IsUnited =>
        Chunk.SliceNo > 0 || Chunk.Question.HasEarlierAnswer || Attempt.Pack.Inquiry.GoesOn;

    /// <summary>Who is named for it.</summary>
    public AnswerSource Source => new(Attempt.Pack.Model.Id, Attempt.AttemptId);

    /// <summary>The chunk as its document is decided.</summary>
    /// <param name="returnedAs">The state in which it was returned; null where it was not.</param>
    public AskedChunk Asked(string? returnedAs) => IsAnswered
        ? new AskedChunk(Chunk.ChunkId, Chunk.Question, ChunkState.Answered)
        {
            Answers = [Vote.From(Reading, Attempt.Pack.Model, Attempt.AttemptId)],
        }
        : new AskedChunk(Chunk.ChunkId, Chunk.Question, IsGivenUp(returnedAs) ? ChunkState.Failed : ChunkState.Open)
        {
            Problem = Reading.Problem,
        };

    // One that a late answer reached is decided by what was read of it.
    private static bool IsGivenUp(string? returnedAs) => returnedAs == "failed";
}
