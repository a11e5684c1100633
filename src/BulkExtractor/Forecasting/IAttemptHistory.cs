using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Routing;

namespace BulkExtractor.Forecasting;

/// <summary>Knows which requests were sent so far, and what they brought.</summary>
public interface IAttemptHistory
{
    /// <summary>What the latest requests brought, an account each.</summary>
    /// <param name="batchId">Only those of this batch; null takes the last day of the accounts.</param>
    Task<IReadOnlyList<AccountHistory>> ReadAccountsAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>What the latest requests brought, a model each.</summary>
    /// <param name="batchId">Only those of this batch; null takes all.</param>
    Task<IReadOnlyList<ModelRate>> ReadModelsAsync(long? batchId, CancellationToken cancellationToken);

    /// <summary>The latest grants that still weigh on scopes, oldest first.</summary>
    Task<ILookup<ScopeId, DateTimeOffset>> ReadGrantsAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken);

    /// <summary>How many tokens a chunk of a batch has on average; 0 where it has none yet.</summary>
    Task<double> ReadChunkLengthAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>What is left of each day that is bounded.</summary>
    /// <param name="batchId">Only those of its accounts; null takes all that were used today.</param>
    Task<IReadOnlyList<DayLeft>> ReadDaysAsync(long? batchId, CancellationToken cancellationToken);

    /// <summary>The requests since an instant, in spans of a width.</summary>
    Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        DateTimeOffset since, TimeSpan width, CancellationToken cancellationToken);

    /// <summary>A batch's latest requests, in spans of a width.</summary>
    Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        long batchId, TimeSpan width, CancellationToken cancellationToken);

    /// <summary>Why documents of a batch were given up, the most frequent reasons first.</summary>
    Task<IReadOnlyList<FailureReason>> ReadFailuresAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>What today's requests brought, by batch.</summary>
    Task<IReadOnlyList<BatchSpending>> ReadTodayAsync(CancellationToken cancellationToken);

    /// <summary>What the requests of each of the last twelve months brought, the latest first.</summary>
    Task<IReadOnlyList<MonthSpending>> ReadMonthsAsync(CancellationToken cancellationToken);

    /// <summary>What the requests of the last days took and brought, of each kind the most asked.</summary>
    Task<SpanUsage> ReadSpanAsync(int days, CancellationToken cancellationToken);

    /// <summary>What a batch's requests took and brought.</summary>
    Task<BatchUsage> ReadUsageAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>
    /// Sums up days that are over, and removes the requests of ended batches that are older than an age.
    /// </summary>
    Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>On what a batch's requests were wasted, the most frequent reason first.</summary>
    Task<IReadOnlyList<WastedOn>> ReadWasteAsync(long batchId, CancellationToken cancellationToken);
}

/// <summary>What the requests of a month brought.</summary>
/// <param name="Month">Year and month, as 2026-11.</param>
/// <param name="Account">The account's id.</param>
/// <param name="Wasted">Those that brought no new answer.</param>
/// <param name="Rows">The documents, or parts of them, that were answered.</param>
public sealed record MonthSpending(string Month, string Account, long Requests, long Wasted, long Rows);

/// <summary>What the latest requests to an account brought.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Requests">The requests that came back.</param>
/// <param name="Whole">Those that answered all of their chunks.</param>
/// <param name="Partial">Those that answered some.</param>
/// <param name="Chunks">The chunks that were in them.</param>
/// <param name="Answers">The chunks that they answered.</param>
public sealed record AccountHistory(
    string Account, int Requests, int Whole, int Partial, int Chunks, int Answers)
{
    /// <summary>How long an answer takes; null before the first.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The time between two requests, without long waits; null before the second.</summary>
    public TimeSpan? Gap { get; init; }

    /// <summary>The chunks in a full pack, as the models stand now; null before the first.</summary>
    public double? PackSize { get; init; }

    /// <summary>The requests whose answers were cut off; they are neither whole nor partial.</summary>
    public int Cut { get; init; }

    /// <summary>The models that were asked.</summary>
    public int Models { get; init; }

    /// <summary>Those of them for which no pack was too large yet.</summary>
    public int Rising { get; init; }

    /// <summary>The chunks in requests that have not come back.</summary>
    public int ChunksUnderWay { get; init; }

    /// <summary>The chunks that all requests of the batch answered, not only the latest.</summary>
    public int AllAnswers { get; init; }
}
