using System.Text.RegularExpressions;
using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Routing;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What was sent so far, in PostgreSQL.</summary>
public sealed partial class PostgresAttemptHistory(Database database) : IAttemptHistory
{
    private const int RemovedAtOnce = 5_000;
    private const int MostFailuresRead = 100_000;
    private const int MostReasons = 50;

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountHistory>> ReadAccountsAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_history",
            ReadAccount,
            cancellationToken,
            Bigint("batch", batchId),
            Texts("accounts", accounts),
            Double("too_many", PackSizeLearner.TooManyMissing));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelRate>> ReadModelsAsync(long? batchId, CancellationToken cancellationToken) =>
        database.ListAsync("read_model_rates", ReadModel, cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public async Task<ILookup<ScopeId, DateTimeOffset>> ReadGrantsAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken)
    {
        var grants = await database.ListAsync(
            "read_grants",
            row => (Scope: ScopeId.Parse(row.Text("scope")), At: row.Instant("granted_at")),
            cancellationToken,
            Texts("scopes", scopes.Select(scope => scope.ToString())));
        return grants.ToLookup(grant => grant.Scope, grant => grant.At);
    }

    /// <inheritdoc/>
    public async Task<double> ReadChunkLengthAsync(long batchId, CancellationToken cancellationToken)
    {
        var lengths = await database.ListAsync(
            "read_chunk_length", row => row.DoubleOrNull("tokens"), cancellationToken, Bigint("batch", batchId));
        return lengths[0] ?? 0;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DayLeft>> ReadDaysAsync(long? batchId, CancellationToken cancellationToken) =>
        database.ListAsync("read_days", ReadDay, cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        DateTimeOffset since, TimeSpan width, CancellationToken cancellationToken) =>
        ReadRequestsAsync(null, since, width, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        long batchId, TimeSpan width, CancellationToken cancellationToken) =>
        ReadRequestsAsync(batchId, null, width, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchSpending>> ReadTodayAsync(CancellationToken cancellationToken) =>
        database.ListAsync("read_spending", ReadSpending, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MonthSpending>> ReadMonthsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_months",
            row => new MonthSpending(
                row.Text("month"),
                row.Text("account"),
                row.Int64("request_count"),
                row.Int64("wasted_count"),
                row.Int64("row_count")),
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Page by page, each a short transaction of its own, as far as pages hold nothing but old ones.</remarks>
    public async Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await database.RunAsync("sum_attempts", cancellationToken);
        while (await database.RunAsync("sum_batch", cancellationToken) > 0)
        {
        }

        for (var (after, goesOn) = (0L, true); goesOn;)
        {
            (after, goesOn) = await database.SingleAsync(
                "remove_attempts",
                row => (row.Int64OrNull("last_id") ?? 0, row.Boolean("goes_on")),
                cancellationToken,
                Span("age", age),
                Bigint("after", after),
                Integer("limit", RemovedAtOnce));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WastedOn>> ReadWasteAsync(long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_waste",
            row => new WastedOn(Words(row.Text("kind")), row.Int32("request_count")),
            cancellationToken,
            Bigint("batch", batchId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<FailureReason>> ReadFailuresAsync(long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_failures",
            row => new FailureReason(
                row.TextOrNull("reason") ?? "no reason was kept",
                row.Int32("document_count"),
                row.Int32("chunk_count")),
            cancellationToken,
            Bigint("batch", batchId),
            Integer("most", MostFailuresRead),
            Integer("limit", MostReasons));

    private Task<IReadOnlyList<RequestBucket>> ReadRequestsAsync(
        long? batchId, DateTimeOffset? since, TimeSpan width, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_requests",
            ReadRequests,
            cancellationToken,
            Bigint("batch", batchId),
            Instant("since", since),
            Span("width", width));

    private static AccountHistory ReadAccount(Row row) => new(
        row.Text("account"),
        row.Int32("request_count"),
        row.Int32("whole_count"),
        row.Int32("partial_count"),
        row.Int32("chunk_count"),
        row.Int32("answer_count"))
    {
        Latency = SpanOf(row.DoubleOrNull("latency_seconds")),
        Gap = SpanOf(row.DoubleOrNull("gap_seconds")),
        PackSize = row.DoubleOrNull("pack_size"),
        Models = row.Int32("model_count"),
        ChunksUnderWay = row.Int32("chunks_under_way"),
        AllAnswers = row.Int32("all_answer_count"),
        Rising = row.Int32("rising_count"),
        Cut = row.Int32("cut_count"),
    };

    private static TimeSpan? SpanOf(double? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;

    private static ModelRate ReadModel(Row row) => new(
        row.Text("account"),
        row.Text("model"),
        row.Int32("request_count"),
        row.Int32("answered_count"),
        row.Int32("row_count"));

    private static DayLeft ReadDay(Row row)
    {
        var scope = ScopeId.Parse(row.Text("scope"));
        var limit = row.Int32("requests");
        var tier = scope.Tier.ToString()!.ToLowerInvariant();
        return new DayLeft(Account.NameIn(scope.Account!), tier, limit, Math.Max(0, limit - row.Int32("used")))
        {
            Learned = row.Boolean("learned"),
        };
    }

    private static RequestBucket ReadRequests(Row row) =>
        new(row.Instant("at"), row.Text("account"), row.Text("model"))
        {
            Requests = row.Int32("request_count"),
            Answered = row.Int32("answered_count"),
            Rows = row.Int32("row_count"),
            Latency = row.SpanOrNull("latency"),
        };

    private static BatchSpending ReadSpending(Row row) => new(
        row.Int64("batch_id"),
        row.Text("job"),
        row.Int32("request_count"),
        row.Int32("wasted_count"),
        row.Int32("row_count"));

    private static string Words(string name) => Border().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Border();
}
