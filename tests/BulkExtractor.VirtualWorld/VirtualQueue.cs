using BulkExtractor.Batches;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.VirtualWorld;

/// <summary>Chunks in memory, leased and fenced as in the database, by the database's clock.</summary>
internal sealed class VirtualQueue(VirtualTime time, Judge judge) : IChunkQueue
{
    private readonly Dictionary<long, Chunk> _chunks = [];
    private readonly Dictionary<long, SortedSet<(TimeSpan Due, long Chunk)>> _due = [];
    private readonly Dictionary<long, SortedSet<(TimeSpan Due, long Chunk)>> _repairs = [];
    private readonly VirtualEvidence _evidence = new();

    /// <summary>The answers that came for a chunk that had one.</summary>
    public int Doubles { get; private set; }

    /// <summary>The chunks that were given up.</summary>
    public int Failed { get; private set; }

    /// <summary>The chunks without an answer.</summary>
    public int Open => _due.Values.Sum(due => due.Count);

    /// <summary>The chunks of a batch without an answer.</summary>
    public int OpenOf(long batch) => _due[batch].Count;

    public void Add(long batch, LeasedChunk chunk)
    {
        if (_due.TryAdd(batch, [])) _repairs.Add(batch, []);
        _chunks.Add(chunk.ChunkId, new Chunk(chunk, TimeSpan.Zero));
        _due[batch].Add((TimeSpan.Zero, chunk.ChunkId));
    }

    public Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.FromResult(Lease(_due[batchId], limit, duration));

    public Task<IReadOnlyList<LeasedChunk>> LeaseRepairsAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.FromResult(Lease(_repairs[batchId], limit, duration));

    public Task RenewAsync(
        IReadOnlyCollection<LeasedChunk> held, TimeSpan duration, CancellationToken cancellationToken)
    {
        foreach (var chunk in held.Where(IsHeld)) Put(chunk, time.Now + duration);
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(IReadOnlyCollection<LeasedChunk> unsent, CancellationToken cancellationToken) =>
        DeferAsync(unsent, TimeSpan.Zero, cancellationToken);

    public Task DeferAsync(
        IReadOnlyCollection<LeasedChunk> unsent, TimeSpan delay, CancellationToken cancellationToken)
    {
        foreach (var chunk in unsent.Where(IsHeld)) Put(chunk, time.Now + delay);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<IReadOnlyList<Picture>>> ReadPicturesAsync(
        IReadOnlyList<LeasedChunk> chunks, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<Picture>>>([.. chunks.Select(_ => Array.Empty<Picture>())]);

    public Task SettleAsync(
        Batch batch, IReadOnlyCollection<LeasedChunk> voted, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody votes in this world.");

    public Task RecordAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        foreach (var attempt in attempts)
        {
            judge.End(
                attempt.Pack,
                attempt.Readings.Count(reading => Record(attempt, reading.Chunk, reading.Answered)));
            _evidence.Add(attempt, time.Now);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ModelEvidence>> ReadEvidenceAsync(
        TimeSpan halfLife, CancellationToken cancellationToken) => Task.FromResult(_evidence.Read(time.Now, halfLife));

    // Whether the chunk has its first answer now.
    private bool Record(AttemptResult attempt, LeasedChunk chunk, bool answered)
    {
        if (!_chunks.TryGetValue(chunk.ChunkId, out var known))
        {
            if (answered) Doubles++;
            return false;
        }

        if (answered) Remove(known);
        else if (IsHeld(chunk)) Return(attempt, known.Leased);
        return answered;
    }

    private void Return(AttemptResult attempt, LeasedChunk chunk)
    {
        var verdict = attempt.Verdict;
        var blamed = chunk with
        {
            BlameCount = chunk.BlameCount + (verdict.Blame ? 1 : 0),
            BlamedModels = verdict.AvoidModel
                ? [.. chunk.BlamedModels.Append(attempt.Pack.Model.Key).Distinct()]
                : chunk.BlamedModels,
        };
        Put(blamed, time.Now);
        if (blamed.BlameCount < ReturnedChunk.MostBlame) return;
        Remove(_chunks[chunk.ChunkId]);
        Failed++;
    }

    private IReadOnlyList<LeasedChunk> Lease(
        SortedSet<(TimeSpan Due, long Chunk)> waiting, int limit, TimeSpan duration)
    {
        var due = waiting.TakeWhile(one => one.Due <= time.Now).Take(limit).Select(one => one.Chunk).ToList();
        return [.. due.Select(id => Lease(id, duration))];
    }

    private LeasedChunk Lease(long id, TimeSpan duration)
    {
        var chunk = _chunks[id].Leased;
        return Put(chunk with { LeaseToken = chunk.LeaseToken + 1 }, time.Now + duration);
    }

    private LeasedChunk Put(LeasedChunk chunk, TimeSpan due)
    {
        Remove(_chunks[chunk.ChunkId]);
        _chunks[chunk.ChunkId] = new Chunk(chunk, due);
        _due[chunk.BatchId].Add((due, chunk.ChunkId));
        if (chunk.FailedBefore) _repairs[chunk.BatchId].Add((due, chunk.ChunkId));
        return chunk;
    }

    private void Remove(Chunk chunk)
    {
        _due[chunk.Leased.BatchId].Remove((chunk.Due, chunk.Leased.ChunkId));
        _repairs[chunk.Leased.BatchId].Remove((chunk.Due, chunk.Leased.ChunkId));
        _chunks.Remove(chunk.Leased.ChunkId);
    }

    private bool IsHeld(LeasedChunk chunk) =>
        _chunks.TryGetValue(chunk.ChunkId, out var known) && known.Leased.LeaseToken == chunk.LeaseToken;

    private sealed record Chunk(LeasedChunk Leased, TimeSpan Due);
}
