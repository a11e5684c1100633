using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Forecasting;

/// <summary>What models brought lately, as a test says.</summary>
internal sealed class KnownAttempts(params ModelRate[] rates) : IAttemptHistory
{
    public Task<IReadOnlyList<ModelRate>> ReadModelsAsync(long? batchId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelRate>>(rates);

    public Task<IReadOnlyList<AccountHistory>> ReadAccountsAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ILookup<ScopeId, DateTimeOffset>> ReadGrantsAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<double> ReadChunkLengthAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DayLeft>> ReadDaysAsync(long? batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        DateTimeOffset since, TimeSpan width, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        long batchId, TimeSpan width, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RequestBucket>>([]);

    public Task<IReadOnlyList<FailureReason>> ReadFailuresAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<BatchSpending>> ReadTodayAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<MonthSpending>> ReadMonthsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<SpanUsage> ReadSpanAsync(int days, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<BatchUsage> ReadUsageAsync(long batchId, CancellationToken cancellationToken) =>
        Task.FromResult(new BatchUsage([]));

    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<WastedOn>> ReadWasteAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
