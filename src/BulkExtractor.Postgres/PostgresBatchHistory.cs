using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Packing;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What was sent so far, in PostgreSQL.</summary>
public sealed class PostgresBatchHistory(Database database) : IBatchHistory
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountHistory>> ReadAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_history",
            ReadHistory,
            cancellationToken,
            Bigint("batch", batchId),
            Texts("accounts", accounts),
            Double("too_many", PackSizeLearner.TooManyMissing));

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

    private static AccountHistory ReadHistory(Row row) => new(
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
}
