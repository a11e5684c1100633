using BulkExtractor.Batches;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>The chunks of a batch that wait for a model: those leased before, then as they came.</summary>
/// <remarks>What was leased before was failed by a model, and the others are to have it at once.</remarks>
internal sealed class WaitingLine
{
    private readonly OrderedDictionary<long, WaitingChunk> _again = [];
    private readonly OrderedDictionary<long, WaitingChunk> _first = [];

    public bool IsEmpty => _again.Count + _first.Count == 0;

    public IEnumerable<WaitingChunk> Chunks => _again.Count == 0 ? _first.Values : _again.Values.Concat(_first.Values);

    /// <summary>Adds a chunk; one that is there already keeps its place, unless it was leased again.</summary>
    public void Add(WaitingChunk one)
    {
        var (line, other) = one.IsFirstLease ? (_first, _again) : (_again, _first);
        other.Remove(one.Chunk.ChunkId);
        line[one.Chunk.ChunkId] = one;
    }

    public void Remove(long chunkId)
    {
        if (!_first.Remove(chunkId)) _again.Remove(chunkId);
    }
}

/// <summary>A chunk that waits, and what it needs of a model.</summary>
internal sealed record WaitingChunk(LeasedChunk Chunk, ChunkNeed Need)
{
    public bool IsFirstLease => Chunk.LeaseToken == 1;
}
