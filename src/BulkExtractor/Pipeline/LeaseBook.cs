using BulkExtractor.Batches;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>The chunks this worker has under lease, whether they wait or are under way.</summary>
internal sealed class LeaseBook(IChunkQueue queue, WorkerIdentity worker, PipelineOptions options, TimeProvider clock)
    : IPackObserver
{
    private readonly Dictionary<long, Held> _held = [];

    /// <summary>Set when a batch's window may have become less deep.</summary>
    public Signal Room { get; } = new(clock);

    /// <summary>Whether any chunk went out in a request whose result is not recorded yet.</summary>
    public bool AnySent
    {
        get
        {
            lock (_held) return _held.Values.Any(held => held.IsSent);
        }
    }

    /// <summary>Fills a batch's window up with due chunks.</summary>
    /// <param name="repairsOnly">Whether only those are wanted that failed before.</param>
    public async Task<IReadOnlyList<LeasedChunk>> TakeAsync(
        BatchPlan plan, bool repairsOnly, CancellationToken cancellationToken)
    {
        // Deep enough for a round of requests to go while the next lease is under way.
        var depth = Math.Max(options.WindowPacks * plan.Batch.Settings.Pack, 2 * options.Parallelism);
        var free = depth - Waiting(plan.Batch.BatchId);
        var room = Math.Max(TakeCameBack(plan), free < depth / options.WindowPacks ? 0 : free);
        if (room == 0) return [];

        var lease = repairsOnly ? (Leasing)queue.LeaseRepairsAsync : queue.LeaseAsync;
        var chunks = await lease(
            worker.WorkerId, plan.Batch.BatchId, room, options.LeaseDuration, cancellationToken);
        lock (_held)
        {
            plan.Dry = chunks.Count < room;
            foreach (var chunk in chunks) _held[chunk.ChunkId] = new Held(plan, chunk, IsSent: false);
        }

        return chunks;
    }

    /// <summary>Renews every lease.</summary>
    public Task RenewAsync(CancellationToken cancellationToken)
    {
        List<LeasedChunk> all;
        lock (_held) all = [.. _held.Values.Select(held => held.Chunk)];
        return queue.RenewAsync(all, options.LeaseDuration, cancellationToken);
    }

    /// <summary>The chunks go out in a request; they stay under lease.</summary>
    public void Sent(InFlight pack)
    {
        pack.Plan.LastSentAt = clock.GetTimestamp();
        Mark(pack.Chunks, isSent: true);
    }

    /// <summary>
    /// What never left waits again. A stale pack is not ours to give back: its chunks come due by themselves, or their
    /// batch is over.
    /// </summary>
    public void Returned(InFlight pack)
    {
        if (pack.IsStale) Forget(pack.Chunks);
        else if (!pack.MayHaveLeft) Mark(pack.Chunks, isSent: false);
    }

    /// <summary>Gives chunks back that were not sent.</summary>
    public async Task GiveBackAsync(IReadOnlyList<LeasedChunk> chunks, CancellationToken cancellationToken)
    {
        await queue.ReleaseAsync(chunks, cancellationToken);
        Forget(chunks);
    }

    /// <summary>Gives chunks back that nobody can take for some time.</summary>
    public async Task DeferAsync(
        IReadOnlyList<LeasedChunk> chunks, TimeSpan delay, CancellationToken cancellationToken)
    {
        await queue.DeferAsync(chunks, delay, cancellationToken);
        Forget(chunks);
    }

    /// <summary>Ends the questions about chunks with the answers that they have.</summary>
    public async Task SettleAsync(
        BatchPlan plan, IReadOnlyList<LeasedChunk> chunks, string reason, CancellationToken cancellationToken)
    {
        await queue.SettleAsync(plan.Batch, chunks, reason, cancellationToken);
        Forget(chunks);
    }

    /// <summary>Records what requests brought; the leases of their chunks end with that.</summary>
    public async Task RecordAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        await queue.RecordAsync(attempts, cancellationToken);
        lock (_held)
        {
            foreach (var attempt in attempts)
            {
                if (attempt.Readings.FirstOrDefault(reading => IsHeld(reading.Chunk)) is { } held)
                    _held[held.Chunk.ChunkId].Plan.Note(attempt);
            }
        }

        Forget(attempts.SelectMany(attempt => attempt.Readings).Select(reading => reading.Chunk));
    }

    /// <summary>Lets go of chunks without a word: they come due by themselves, or are nobody's any more.</summary>
    public void Forget(IEnumerable<LeasedChunk> chunks)
    {
        lock (_held)
        {
            foreach (var chunk in chunks.Where(IsHeld)) _held.Remove(chunk.ChunkId);
        }

        Room.Set();
    }

    /// <summary>The chunks of a batch that wait to be sent.</summary>
    public int Waiting(long batchId)
    {
        lock (_held) return _held.Values.Count(held => !held.IsSent && held.Chunk.BatchId == batchId);
    }

    /// <summary>
    /// Whether a pack of a batch may become fuller: chunks are due, or may come back from requests soon.
    /// </summary>
    public bool MoreMayCome(BatchPlan plan)
    {
        if (!plan.Dry) return true;
        lock (_held)
        {
            return clock.GetElapsedTime(plan.LastSentAt) < options.PartialPackDelay
                && (plan.IsBisecting || _held.Values.Any(held => held.IsSent && held.Plan == plan));
        }
    }

    private int TakeCameBack(BatchPlan plan)
    {
        lock (_held)
        {
            var cameBack = plan.CameBack;
            plan.CameBack = 0;
            return cameBack;
        }
    }

    private void Mark(IReadOnlyList<LeasedChunk> marked, bool isSent)
    {
        lock (_held)
        {
            foreach (var chunk in marked.Where(IsHeld))
                _held[chunk.ChunkId] = _held[chunk.ChunkId] with { IsSent = isSent };
        }

        Room.Set();
    }

    // A chunk may have been lost and leased again meanwhile, even by this worker: that lease is another one.
    private bool IsHeld(LeasedChunk chunk) =>
        _held.TryGetValue(chunk.ChunkId, out var held) && held.Chunk.LeaseToken == chunk.LeaseToken;

    private delegate Task<IReadOnlyList<LeasedChunk>> Leasing(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken);

    private sealed record Held(BatchPlan Plan, LeasedChunk Chunk, bool IsSent);
}
