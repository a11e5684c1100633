using BulkExtractor.Batches;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>Hands chunks out under lease, and takes back what became of them.</summary>
public interface IChunkQueue
{
    /// <summary>Leases up to a number of due chunks of a batch.</summary>
    Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Leases only chunks that failed before.</summary>
    Task<IReadOnlyList<LeasedChunk>> LeaseRepairsAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Renews leases that are still held.</summary>
    Task RenewAsync(
        IReadOnlyCollection<LeasedChunk> held, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives chunks back that were not sent; they are due at once.</summary>
    Task ReleaseAsync(IReadOnlyCollection<LeasedChunk> unsent, CancellationToken cancellationToken);

    /// <summary>The pictures of chunks, in their order; none where a chunk has none, or its batch is gone.</summary>
    Task<IReadOnlyList<IReadOnlyList<Picture>>> ReadPicturesAsync(
        IReadOnlyList<LeasedChunk> chunks, CancellationToken cancellationToken);

    /// <summary>Gives chunks back that are due again after some time.</summary>
    Task DeferAsync(IReadOnlyCollection<LeasedChunk> unsent, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Ends the questions about chunks with the answers that they have, and says why.</summary>
    Task SettleAsync(
        Batch batch, IReadOnlyCollection<LeasedChunk> voted, string reason, CancellationToken cancellationToken);

    /// <summary>Records what requests brought, all in one transaction; recording twice does no harm.</summary>
    Task RecordAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken);

    /// <summary>What the latest requests of all workers brought, by model.</summary>
    /// <param name="halfLife">The age at which a request weighs half.</param>
    Task<IReadOnlyList<ModelEvidence>> ReadEvidenceAsync(TimeSpan halfLife, CancellationToken cancellationToken);
}
