using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;

namespace BulkExtractor.Recording;

/// <summary>What follows for the chunks that a request did not answer.</summary>
/// <param name="Blame">Counts towards giving the chunk up.</param>
/// <param name="Suspect">The request failed as a whole for its content: its chunks are asked half by half.</param>
/// <param name="AvoidModel">Another model is asked next.</param>
/// <remarks>
/// A chunk is blamed only for an answer that was missing or invalid for it alone, so that neither a refusal nor a
/// bad neighbour can fail a document. A failure that the whole pack shares is narrowed down until one chunk is left.
/// </remarks>
public sealed record Verdict(bool Blame, bool Suspect, bool AvoidModel)
{
    // Packs with it were refused twice on its account, and now it was alone: asking again would bring the same.
    private const int ProvenSuspicion = 2;

    private static readonly Verdict Innocent = new(false, false, false);
    private static readonly Verdict Blamed = new(true, false, true);
    private static readonly Verdict Elsewhere = new(false, false, true);
    private static readonly Verdict Suspected = new(false, true, true);

    /// <summary>Nothing more is to be had: the chunk is given up.</summary>
    public bool Final { get; init; }

    /// <summary>How long it is left alone, and goes after others then; null where it need not wait.</summary>
    public TimeSpan? PutOff { get; init; }

    /// <summary>The verdict over the unanswered chunks of a request.</summary>
    public static Verdict Judge(Pack pack, ModelReply reply, IReadOnlyList<ChunkReading> readings)
    {
        var alone = pack.Chunks.Count == 1;
        if (reply.Failure is { } failure)
        {
            if (failure.Unexplained) return Elsewhere with { PutOff = PutOffAfter(failure) };
            if (failure.Class != FailureClass.ChunkAtFault) return Innocent;
            if (!alone) return Suspected;
            return Blamed with { Final = failure.Proven || pack.Chunks[0].Chunk.Suspicion >= ProvenSuspicion };
        }

        // A model that babbles once says little of what it was asked; a second one does.
        if (!alone && !readings.Any(reading => reading.Answered))
            return pack.Chunks.Any(packed => packed.Chunk.BlamedModels.Count > 0) ? Suspected : Elsewhere;
        return reply.Truncated && !alone ? Innocent : Blamed;
    }

    // Of a model that pauses the chunks are free for others at once.
    private static TimeSpan PutOffAfter(CallFailure failure) =>
        failure.Class == FailureClass.ChunkAtFault ? failure.Delay ?? TimeSpan.Zero : TimeSpan.Zero;
}
