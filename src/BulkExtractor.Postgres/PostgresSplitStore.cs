using BulkExtractor.Batches;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Splits a batch where its documents are.</summary>
public sealed class PostgresSplitStore(Database database) : ISplitStore
{
    /// <inheritdoc/>
    public async Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken)
    {
        await RunAsync("start_batch", () => [Bigint("batch", batchId)], cancellationToken);
        var plans = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_split_plan",
                row => new SplitPlan(batchId, row.GetInt32(0), BatchRows.ReadSettings(row.GetString(1)).SliceTokens),
                token,
                Bigint("batch", batchId)),
            cancellationToken);
        return plans.Count == 0 ? null : plans[0];
    }

    /// <inheritdoc/>
    public Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken) =>
        RunAsync("split_duplicates", () => [Bigint("batch", batchId)], cancellationToken);

    /// <inheritdoc/>
    public Task AddChunksAsync(SplitRange range, CancellationToken cancellationToken) =>
        RunAsync("split_documents", () => Of(range), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(int DocumentNo, string Text)>> ReadLongAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_long_documents", row => (row.GetInt32(0), row.GetString(1)), token, Of(range)),
            cancellationToken);

    /// <inheritdoc/>
    public Task AddSlicesAsync(
        long batchId, int documentNo, IReadOnlyList<SizedSlice> slices, CancellationToken cancellationToken) =>
        RunAsync(
            "add_slices",
            () =>
            [
                Bigint("batch", batchId),
                Integer("document", documentNo),
                Integers("numbers", Enumerable.Range(1, slices.Count)),
                Integers("starts", slices.Select(slice => slice.Slice.Start)),
                Integers("offsets", slices.Select(slice => slice.Slice.Offset)),
                Integers("lengths", slices.Select(slice => slice.Slice.Length)),
                Integers("tokens", slices.Select(slice => slice.Tokens)),
            ],
            cancellationToken);

    // Parameters belong to one command, so each try makes its own.
    private Task RunAsync(
        string statement, Func<NpgsqlParameter[]> parameters, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(statement, token, parameters()),
            cancellationToken);

    private static NpgsqlParameter[] Of(SplitRange range) =>
    [
        Bigint("batch", range.BatchId),
        Integer("first", range.First),
        Integer("last", range.Last),
        Integer("tokens", range.SliceTokens),
    ];
}
