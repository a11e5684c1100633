using BulkExtractor.Batches;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Pipeline;

/// <summary>A queue that always has due chunks, as many as a test says, and keeps what it was told.</summary>
internal sealed class FullQueue : IChunkQueue
{
    private long _next = 1;

    public int Due { get; set; } = int.MaxValue;

    /// <summary>The next lease is of this chunk again.</summary>
    public LeasedChunk? Again { get; set; }

    public IReadOnlyCollection<LeasedChunk> Renewed { get; private set; } = [];

    public List<LeasedChunk> Released { get; } = [];

    public List<(IReadOnlyList<LeasedChunk> Chunks, TimeSpan Delay)> Deferred { get; } = [];

    public List<LeasedChunk> Settled { get; } = [];

    public Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LeasedChunk>>(Again is { } again
            ? [again]
            : [.. Enumerable.Range(0, Math.Min(limit, Due))
                .Select(_ => Some.Waiting(_next++) with { BatchId = batchId })]);

    public Task<IReadOnlyList<LeasedChunk>> LeaseRepairsAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LeasedChunk>>([]);

    public Task RenewAsync(
        IReadOnlyCollection<LeasedChunk> held, TimeSpan duration, CancellationToken cancellationToken)
    {
        Renewed = held;
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(IReadOnlyCollection<LeasedChunk> unsent, CancellationToken cancellationToken)
    {
        Released.AddRange(unsent);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<IReadOnlyList<Picture>>> ReadPicturesAsync(
        IReadOnlyList<LeasedChunk> chunks, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<Picture>>>([.. chunks.Select(_ => Array.Empty<Picture>())]);

    public Task DeferAsync(
        IReadOnlyCollection<LeasedChunk> unsent, TimeSpan delay, CancellationToken cancellationToken)
    {
        Deferred.Add(([.. unsent], delay));
        return Task.CompletedTask;
    }

    public Task SettleAsync(
        Batch batch, IReadOnlyCollection<LeasedChunk> voted, string reason, CancellationToken cancellationToken)
    {
        Settled.AddRange(voted);
        return Task.CompletedTask;
    }

    public Task RecordAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IReadOnlyList<ModelEvidence>> ReadEvidenceAsync(
        TimeSpan halfLife, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelEvidence>>([]);
}
