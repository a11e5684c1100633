using BulkExtractor.Batches;

namespace BulkExtractor.Tests.Batches;

/// <summary>Batches as a test says they stand; counts how often somebody looks.</summary>
internal sealed class KnownBatches(params BatchProgress[] batches) : IBatchStore
{
    public List<BatchProgress> Batches { get; } = [.. batches];

    public int Looks { get; private set; }

    /// <summary>What every batch's row was changed to last.</summary>
    public string Version { get; set; } = "1";

    public Task<BatchProgress?> FindAsync(long batchId, CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult(Batches.Find(batch => batch.BatchId == batchId));
    }

    public Task<string?> FindVersionAsync(long batchId, CancellationToken cancellationToken) =>
        Task.FromResult(Batches.Exists(batch => batch.BatchId == batchId) ? Version : null);

    public Task<IReadOnlyList<BatchProgress>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult<IReadOnlyList<BatchProgress>>([.. Batches.Take(limit)]);
    }

    public Task<IReadOnlyList<BatchProgress>> ListOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BatchProgress>>(
            [.. Batches.Where(batch => batch is { Ended: false, State: not "paused" })]);

    public Task<BatchProgress> AddAsync(
        NewBatch batch, IAsyncEnumerable<Document> documents, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int?> FindPriceAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task KeepPriceAsync(long batchId, int requests, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Batch>> ListActiveAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetWaitingAsync(
        IReadOnlyList<long> batches, string? reason, bool forQuota, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<(Batch Batch, string Pool)?> FindPlanAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Reopened> RetryAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> IsSplitAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> PauseAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ResumeAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> CancelAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListDeadlinesAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<long>> ListLeftoversAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> OpenAgainAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemoveExpiredTextsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
