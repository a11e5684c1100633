namespace BulkExtractor.Pipeline;

/// <summary>Knows which batches are wanted by when.</summary>
public interface IDeadlineStore
{
    /// <summary>The active batches with a deadline that may use one of these accounts, the earliest first.</summary>
    Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>Says whether a batch can be done by its deadline.</summary>
    Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken);
}
