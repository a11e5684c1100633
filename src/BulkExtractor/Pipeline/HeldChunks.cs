using System.Collections.Concurrent;
using BulkExtractor.Batches;

namespace BulkExtractor.Pipeline;

/// <summary>The chunks this worker has under lease: what it renews, and how deep each batch's window is.</summary>
internal sealed class HeldChunks
{
    private readonly ConcurrentDictionary<long, LeasedChunk> _held = new();
    private readonly ConcurrentDictionary<long, int> _waiting = new();

    /// <summary>Everything under lease, whether it waits or is under way.</summary>
    public IReadOnlyCollection<LeasedChunk> All => [.. _held.Values];

    /// <summary>The chunks of a batch that wait to be sent.</summary>
    public int Waiting(long batchId) => _waiting.GetValueOrDefault(batchId);

    public void Add(LeasedChunk chunk)
    {
        _held[chunk.ChunkId] = chunk;
        _waiting.AddOrUpdate(chunk.BatchId, 1, (_, count) => count + 1);
    }

    /// <summary>The chunks go out in a request; they stay under lease.</summary>
    public void Sent(IReadOnlyCollection<LeasedChunk> chunks) => Count(chunks, -1);

    /// <summary>The request did not go out after all.</summary>
    public void Unsent(IReadOnlyCollection<LeasedChunk> chunks) => Count(chunks, +1);

    /// <summary>The chunks were given back, or lost, before they were sent.</summary>
    public void Drop(IReadOnlyCollection<LeasedChunk> chunks)
    {
        Sent(chunks);
        Remove(chunks);
    }

    /// <summary>The lease is over: what was under way is recorded.</summary>
    public void Remove(IEnumerable<LeasedChunk> chunks)
    {
        foreach (var chunk in chunks) _held.TryRemove(chunk.ChunkId, out _);
    }

    private void Count(IReadOnlyCollection<LeasedChunk> chunks, int sign)
    {
        foreach (var group in chunks.GroupBy(chunk => chunk.BatchId))
        {
            _waiting.AddOrUpdate(group.Key, 0, (_, count) => count + (sign * group.Count()));
        }
    }
}
