using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>A document, or one slice of a long one, that this worker may send until the lease ends.</summary>
/// <param name="SliceNo">0 for a whole document, else the slice's number from 1.</param>
/// <param name="LeaseToken">Counts the leases of the chunk; every change of its state carries it.</param>
/// <param name="Tokens">The estimated length of the text in tokens.</param>
/// <param name="BlameCount">How many answers were missing or invalid for this chunk.</param>
/// <param name="BlamedModels">The keys of the models that gave those answers.</param>
public sealed record LeasedChunk(
    long ChunkId,
    long BatchId,
    int DocumentNo,
    int SliceNo,
    long LeaseToken,
    string Text,
    int Tokens,
    int BlameCount,
    IReadOnlyList<string> BlamedModels)
{
    /// <summary>What the text is mostly written in.</summary>
    public Script Script { get; } = TokenEstimate.ScriptOf(Text);

    /// <summary>How often a request with this chunk failed as a whole because of its content.</summary>
    public int Suspicion { get; init; }

    /// <summary>Whether a request failed on its account.</summary>
    public bool FailedBefore => BlameCount > 0 || Suspicion > 0;

    /// <summary>
    /// The attempt whose refusal is being bisected: the chunk is asked with others of it only; null for most.
    /// </summary>
    public long? BisectionOf { get; init; }

    /// <summary>The size of its pictures; 0 for most. The pictures themselves are read when they are sent.</summary>
    public int PictureBytes { get; init; }

    /// <summary>How many pictures these bytes are.</summary>
    public int PictureCount { get => HasPicture ? Math.Max(1, field) : 0; init; }

    /// <summary>Whether a picture belongs to it.</summary>
    public bool HasPicture => PictureBytes > 0;

    /// <summary>What a program read in its pictures; null where none did.</summary>
    public string? Seen { get; init; }

    /// <summary>What the next model is told about an earlier answer; null when there is nothing to tell.</summary>
    public string? Hint { get; init; }

    /// <summary>Where the text begins in its document, in UTF-16 units.</summary>
    public int Offset { get; init; }

    /// <summary>Where the text begins in its document, in code points.</summary>
    public int CodePointOffset { get; init; }

    /// <summary>Whether it is sent in a request of its own, so that nothing in it can touch another document.</summary>
    public bool Alone { get; init; }

    /// <summary>What is asked of it.</summary>
    public Question Question { get; init; } = Question.AllFields;
}
