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
    /// <summary>How often a request with this chunk failed as a whole because of its content.</summary>
    public int Suspicion { get; init; }

    /// <summary>The attempt that made it a suspect, with others that it is asked together with; null for most.</summary>
    public long? SuspectOf { get; init; }

    /// <summary>Whether a picture belongs to it.</summary>
    public bool HasPicture { get; init; }
}
