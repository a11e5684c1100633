using BulkExtractor.Chunking;

namespace BulkExtractor.Batches;

/// <summary>What splitting a batch into chunks needs of the store; every step may be done twice.</summary>
public interface ISplitStore
{
    /// <summary>Lets workers at the batch and says how it is to be split; null when there is no such batch.</summary>
    Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Notes which documents say the same as an earlier one.</summary>
    Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Notes what earlier batches of the job extracted; whether there is anything to answer from.</summary>
    Task<bool> RememberAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Answers the documents of a range from earlier results.</summary>
    Task AnswerAsync(SplitRange range, CancellationToken cancellationToken);

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
/// <param name="Fresh">Whether earlier results are left alone.</param>
public sealed record SplitPlan(long BatchId, int Documents, int SliceTokens, bool Fresh);

/// <summary>Documents by their numbers, both ends included.</summary>
public sealed record SplitRange(long BatchId, int First, int Last, int SliceTokens);

/// <summary>A slice with its estimated length.</summary>
public sealed record SizedSlice(Slice Slice, int Tokens);
