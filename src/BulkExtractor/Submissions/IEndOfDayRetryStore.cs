namespace BulkExtractor.Submissions;

/// <summary>Knows which batches the rest of a day could help.</summary>
public interface IEndOfDayRetryStore
{
    /// <summary>Batches that ended lately with failed documents, whose accounts nobody else waits for.</summary>
    Task<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a batch's failed documents are opened once more; false when they were before.</summary>
    Task<bool> NoteAsync(long batchId, CancellationToken cancellationToken);
}
