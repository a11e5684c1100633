using System.Threading.Channels;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

/// <summary>Hears of workers that are there.</summary>
internal sealed class KnownWorkers : IWorkerRegistry
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<long> _told = Channel.CreateUnbounded<long>();

    public List<long> Kept { get; } = [];

    /// <summary>Waits until a worker says once more that it is there.</summary>
    public async Task NextAsync(CancellationToken cancellationToken) =>
        Kept.Add(await _told.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken));

    public Task KeepAsync(long workerId, CancellationToken cancellationToken) =>
        _told.Writer.WriteAsync(workerId, cancellationToken).AsTask();

    public Task<long> AddAsync(
        IReadOnlyList<string> accounts, long? onlyBatch, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemoveAsync(long workerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> CountAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> CountAllAsync(bool realOnly, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> CountHereAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
