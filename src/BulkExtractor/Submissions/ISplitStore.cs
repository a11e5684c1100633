using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Submissions;

/// <summary>What splitting a batch into chunks needs of the store; every step may be done twice.</summary>
public interface ISplitStore
{
    /// <summary>Lets workers at the batch and says how it is to be split; null when there is no such batch.</summary>
    Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Says that a batch is split; null when it is to be split again, or is gone.</summary>
    Task<SplitResult?> EndAsync(SplitPlan plan, CancellationToken cancellationToken);

    /// <summary>Says in a batch that is not split why.</summary>
    Task FailAsync(long batchId, string problem, CancellationToken cancellationToken);

    /// <summary>The batches that nobody has split to the end yet.</summary>
    Task<IReadOnlyList<long>> ListUnsplitAsync(CancellationToken cancellationToken);

    /// <summary>Notes which documents say the same as an earlier one.</summary>
    Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Notes what earlier batches of the job extracted; under which definitions, its own first.</summary>
    Task<IReadOnlyList<EarlierDefinition>> RememberAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>How many of a batch's first documents are noted so, or equal to another one; of how many.</summary>
    Task<(int Documents, int Known)> CountKnownAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>The bytes of all pictures of a batch that are kept.</summary>
    Task<long> ReadPictureBytesAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>The next few documents of a range whose pictures are to be fetched; none at the end.</summary>
    Task<IReadOnlyList<AddressedPicture>> ListAddressesAsync(SplitRange range, CancellationToken cancellationToken);

    /// <summary>Keeps a picture that was fetched, or why it cannot be had.</summary>
    Task KeepPictureAsync(
        AddressedPicture asked, Picture? picture, string? problem, CancellationToken cancellationToken);

    /// <summary>Fails the documents of a range that cannot be read.</summary>
    Task FailUnreadableAsync(SplitRange range, CancellationToken cancellationToken);

    /// <summary>Answers the documents of a range from earlier results, or keeps what these say already.</summary>
    Task AnswerAsync(SplitRange range, EarlierFields earlier, CancellationToken cancellationToken);

    /// <summary>Makes a chunk of each short document in a range of numbers.</summary>
    Task AddChunksAsync(SplitRange range, CancellationToken cancellationToken);

    /// <summary>The next few long documents of a range, to be cut; none when there are no more.</summary>
    Task<IReadOnlyList<(int DocumentNo, string Text)>> ReadLongAsync(
        SplitRange range, CancellationToken cancellationToken);

    /// <summary>Makes a chunk of each slice of a long document.</summary>
    Task AddSlicesAsync(
        long batchId, int documentNo, IReadOnlyList<SizedSlice> slices, CancellationToken cancellationToken);
}

/// <summary>How a batch is to be split.</summary>
/// <param name="LastNo">The number of its last document; some before may be missing, where rows were left out.</param>
/// <param name="AskedAt">When that was asked for; asked again meanwhile, it is to be split again.</param>
public sealed record SplitPlan(
    long BatchId, int LastNo, BatchSettings Settings, Definition Definition, DateTimeOffset AskedAt);

/// <summary>What came of splitting a batch.</summary>
/// <param name="Equal">The documents that say the same as an earlier one.</param>
/// <param name="Known">The documents that are answered from earlier results.</param>
public sealed record SplitResult(int Chunks, int Equal, int Known);

/// <summary>A definition under which documents were extracted before.</summary>
public sealed record EarlierDefinition(long DefinitionId, Definition Definition);

/// <summary>What results under an earlier definition are worth now.</summary>
/// <param name="Asked">The fields that they lack.</param>
/// <param name="Dropped">The fields of theirs that nobody asks for any more.</param>
public sealed record EarlierFields(long DefinitionId, IReadOnlyList<string> Asked, IReadOnlyList<string> Dropped);

/// <summary>Documents by their numbers, both ends included.</summary>
public sealed record SplitRange(long BatchId, int First, int Last, int SliceTokens);

/// <summary>A slice with its estimated length.</summary>
public sealed record SizedSlice(Slice Slice, int Tokens);

/// <summary>A document whose picture stands at an address.</summary>
public sealed record AddressedPicture(long BatchId, int DocumentNo, string Address, string Text)
{
    /// <summary>How many documents of the batch it is kept with.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The document's identity with the picture that was found there.</summary>
    public byte[] HashWith(Picture picture) => DocumentHash.Compute(Text, DocumentHash.NameOf(picture.Hash));
}
