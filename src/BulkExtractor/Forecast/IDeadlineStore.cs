namespace BulkExtractor.Forecast;

/// <summary>Knows which batches are wanted by when.</summary>
public interface IDeadlineStore
{
    /// <summary>The batches with a deadline that a worker with these accounts can work on, the earliest deadline first.</summary>
    Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>Says whether a batch can be done by its deadline.</summary>
    Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken);
}
