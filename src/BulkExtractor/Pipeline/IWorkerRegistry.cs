namespace BulkExtractor.Pipeline;

/// <summary>Knows which workers are there.</summary>
public interface IWorkerRegistry
{
    /// <summary>A worker says that it is there; returns its number.</summary>
    /// <param name="onlyBatch">The one batch it works on; null means any.</param>
    Task<long> AddAsync(IReadOnlyList<string> accounts, long? onlyBatch, CancellationToken cancellationToken);

    /// <summary>A worker says that it is still there.</summary>
    Task KeepAsync(long workerId, CancellationToken cancellationToken);

    /// <summary>A worker says good-bye.</summary>
    Task RemoveAsync(long workerId, CancellationToken cancellationToken);

    /// <summary>How many workers are there that take any batch and can use one of these accounts.</summary>
    Task<int> CountAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>How many workers are there that take any batch.</summary>
    /// <param name="realOnly">Only those that ask real models.</param>
    Task<int> CountAllAsync(bool realOnly, CancellationToken cancellationToken);

    /// <summary>How many workers of this machine are there.</summary>
    Task<int> CountHereAsync(CancellationToken cancellationToken);
}
