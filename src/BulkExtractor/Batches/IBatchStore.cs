namespace BulkExtractor.Batches;

/// <summary>Keeps batches and their documents.</summary>
public interface IBatchStore
{
    /// <summary>Stores a batch with all its documents, or nothing at all; returns its number and progress.</summary>
    Task<BatchProgress> AddAsync(
        NewBatch batch, IAsyncEnumerable<Document> documents, CancellationToken cancellationToken);

    /// <summary>The requests that the submission with a key was told for its batch; null if none yet.</summary>
    Task<int?> FindPriceAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Keeps the requests that it is told; the first ones stay.</summary>
    Task KeepPriceAsync(long batchId, int requests, CancellationToken cancellationToken);

    /// <summary>The batches that a worker with these accounts can work on, oldest first.</summary>
    Task<IReadOnlyList<Batch>> ListActiveAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>Says what batches wait for; null says that they go on.</summary>
    /// <param name="forQuota">Whether they wait until models may be asked again, which is told to the outside.</param>
    Task SetWaitingAsync(
        IReadOnlyList<long> batches, string? reason, bool forQuota, CancellationToken cancellationToken);

    /// <summary>Where a batch stands; null when there is no such batch.</summary>
    Task<BatchProgress?> FindAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>What changes with every change of a batch's own row; null when there is no such batch.</summary>
    Task<string?> FindVersionAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>The newest batches.</summary>
    Task<IReadOnlyList<BatchProgress>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The batches that should go on, oldest first: neither ended nor paused.</summary>
    Task<IReadOnlyList<BatchProgress>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>A batch as a worker needs it, and the text of its pool; null when there is no such batch.</summary>
    Task<(Batch Batch, string Pool)?> FindPlanAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Reopens failed documents; where pictures are to be fetched, the batch is to be split anew.</summary>
    Task<Reopened> RetryAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Whether a batch is split, or needs it no more.</summary>
    Task<bool> IsSplitAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Pauses a batch; false when it had ended or was paused already.</summary>
    Task<bool> PauseAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>
    /// Lets workers at a paused or cancelled batch again; false when it is neither, or its texts are gone.
    /// </summary>
    Task<bool> ResumeAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Removes a batch with its texts and results; false when there is none.</summary>
    Task<bool> DeleteAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Ends a batch with what it has; false when it had ended already.</summary>
    Task<bool> CancelAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>The active batches with a deadline that may use one of these accounts, the earliest first.</summary>
    Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListDeadlinesAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>Says whether a batch can be done by its deadline.</summary>
    Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken);

    /// <summary>Batches that ended lately with failed documents, whose accounts nobody else waits for.</summary>
    Task<IReadOnlyList<long>> ListLeftoversAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a batch's failed documents are opened once more; false when they were before.</summary>
    Task<bool> OpenAgainAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Removes the texts and answers that were kept as long as their job says; results stay.</summary>
    Task RemoveExpiredTextsAsync(CancellationToken cancellationToken);
}

/// <summary>How many failed documents were opened again.</summary>
/// <param name="ToFetch">Those of them whose pictures could not be fetched, which is tried again.</param>
public sealed record Reopened(int Documents, int ToFetch)
{
    /// <summary>Whether the batch is split again.</summary>
    public bool Splits { get; init; }
}
