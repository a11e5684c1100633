using System.Runtime.CompilerServices;

namespace BulkExtractor.Web.Live;

/// <summary>Tells watchers of batches that change; however many watch, the database is asked once a second.</summary>
internal sealed class BatchEvents(IBatchStore batches, TimeProvider clock) : IDisposable
{
    private const int Newest = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<long, (BatchProgress? Batch, long ReadAt)> _known = [];
    private (IReadOnlyList<BatchProgress> Batches, long ReadAt)? _list;

    /// <summary>A batch each time that it changes, first as it is now, until it ended or is gone.</summary>
    public async IAsyncEnumerable<BatchProgress> WatchAsync(
        long batchId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BatchProgress? last = null;
        while (await FindAsync(batchId, cancellationToken) is { } batch)
        {
            if (batch != last) yield return last = batch;
            if (batch.Ended) yield break;
            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>Each of the newest batches when it changes; those that stand there at first are not told.</summary>
    public async IAsyncEnumerable<BatchProgress> WatchAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await ListAsync(cancellationToken);
        while (true)
        {
            await Task.Delay(Interval, clock, cancellationToken);
            var now = await ListAsync(cancellationToken);
            foreach (var batch in now.Except(last)) yield return batch;
            last = now;
        }
    }

    public void Dispose() => _turn.Dispose();

    private Task<BatchProgress?> FindAsync(long batchId, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            foreach (var old in _known.Where(known => !IsFresh(known.Value.ReadAt)).Select(known => known.Key).ToList())
                _known.Remove(old);
            if (_known.TryGetValue(batchId, out var found)) return found.Batch;
            var batch = await batches.FindAsync(batchId, cancellationToken);
            _known[batchId] = (batch, clock.GetTimestamp());
            return batch;
        },
        cancellationToken);

    private Task<IReadOnlyList<BatchProgress>> ListAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (_list is { } list && IsFresh(list.ReadAt)) return list.Batches;
            var newest = await batches.ListAsync(Newest, cancellationToken);
            _list = (newest, clock.GetTimestamp());
            return newest;
        },
        cancellationToken);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await read();
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFresh(long readAt) => clock.GetElapsedTime(readAt) < Interval;
}
