using BulkExtractor.Answers;
using BulkExtractor.Batches;

namespace BulkExtractor.Recording;

/// <summary>What becomes of a chunk that a request did not answer.</summary>
/// <param name="Chunk">As it was leased: under its lease nobody else changes it.</param>
public sealed record ReturnedChunk(LeasedChunk Chunk)
{
    /// <summary>A chunk is given up after so many answers that were missing or invalid for it.</summary>
    public const int MostBlame = 4;

    /// <summary>How many answers were missing or invalid for it by now.</summary>
    public int BlameCount { get; private init; }

    /// <summary>The keys of the models that are asked only after all others.</summary>
    public IReadOnlyList<string> BlamedModels { get; private init; } = [];

    /// <summary>How often a request with it failed as a whole because of its content by now.</summary>
    public int Suspicion { get; private init; }

    /// <summary>The attempt whose refusal is bisected with it; null for most.</summary>
    public long? BisectionOf { get; private init; }

    /// <summary>Whether it waits for what becomes of the other half of its pack.</summary>
    public bool IsHeld { get; private init; }

    /// <summary>Why the request did not answer it.</summary>
    public string? Problem { get; private init; }

    /// <summary>What the next model is told about earlier answers.</summary>
    public string? Hint { get; private init; }

    /// <summary>Whether it goes before all others, since nothing was wrong with it.</summary>
    public bool GoesFirst { get; private init; }

    /// <summary>When it is asked again, if nobody says so earlier.</summary>
    public TimeSpan Delay => IsHeld ? Bisection.LongestHold : PutOff;

    /// <summary>How long it is left alone: others are to show what its model does with them.</summary>
    public TimeSpan PutOff { get; private init; }

    /// <summary>
    /// Where it stands: open to be asked again; given up; or with the answer that it has to an earlier question.
    /// </summary>
    public ChunkState State =>
        BlameCount < MostBlame ? ChunkState.Open
        : Chunk.Question.HasEarlierAnswer ? ChunkState.Answered
        : ChunkState.Failed;

    /// <summary>Decides about a chunk by the verdict over its request.</summary>
    /// <param name="reading">What the reply says about it.</param>
    /// <param name="place">Its place among the chunks of the request.</param>
    /// <param name="request">The request: who was asked for how many chunks.</param>
    public static ReturnedChunk Decide(ChunkReading reading, int place, Verdict verdict, AskedRequest request)
    {
        var chunk = reading.Chunk;
        return new ReturnedChunk(chunk)
        {
            BlameCount = BlameOf(chunk, verdict),
            BlamedModels = verdict.AvoidModel && !chunk.BlamedModels.Contains(request.ModelKey)
                ? [.. chunk.BlamedModels, request.ModelKey]
                : chunk.BlamedModels,
            Suspicion = chunk.Suspicion + (verdict.Suspect ? 1 : 0),
            BisectionOf = verdict.Suspect ? request.AttemptId : chunk.BisectionOf,
            IsHeld = verdict.Suspect && Bisection.IsHeld(place, request.Chunks),
            Problem = reading.Problem,
            Hint = reading.Hint ?? chunk.Hint,
            PutOff = verdict.PutOff ?? TimeSpan.Zero,
            GoesFirst = verdict is { Blame: false, Suspect: false, PutOff: null },
        };
    }

    private static int BlameOf(LeasedChunk chunk, Verdict verdict) => chunk.BlameCount + verdict switch
    {
        { Final: true } => MostBlame,
        { Blame: true } => 1,
        _ => 0,
    };
}

/// <summary>A request as its unanswered chunks see it.</summary>
public sealed record AskedRequest(long AttemptId, string ModelKey, int Chunks);
