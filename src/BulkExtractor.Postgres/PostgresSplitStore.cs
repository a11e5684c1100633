using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Splits a batch where its documents are.</summary>
public sealed class PostgresSplitStore(Database database) : ISplitStore
{
    // In one statement, results of millions of documents would take longer than a statement may.
    private const int RememberedAtOnce = 50_000;

    /// <inheritdoc/>
    public async Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken)
    {
        await RunAsync("start_batch", () => [Bigint("batch", batchId)], cancellationToken);
        var plans = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_split_plan",
                row => new SplitPlan(
                    batchId,
                    row.GetInt32(0),
                    BatchRows.ReadSettings(row.GetString(1)),
                    DefinitionJson.Read(row.GetString(2))),
                token,
                Bigint("batch", batchId)),
            cancellationToken);
        return plans.Count == 0 ? null : plans[0];
    }

    /// <inheritdoc/>
    public Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken) =>
        RunAsync("split_duplicates", () => [Bigint("batch", batchId)], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EarlierDefinition>> RememberAsync(
        long batchId, CancellationToken cancellationToken)
    {
        var batches = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_unremembered",
                row => (BatchId: row.GetInt64(0), Documents: row.GetInt32(1), Ended: row.GetBoolean(2)),
                token,
                Bigint("batch", batchId)),
            cancellationToken);
        foreach (var (batch, documents, ended) in batches)
        {
            for (var first = 1; first <= documents; first += RememberedAtOnce)
            {
                var last = first + RememberedAtOnce - 1;
                await RunAsync("remember_results", () => RangeOf(batch, first, last), cancellationToken);
            }

            if (ended) await RunAsync("mark_remembered", () => [Bigint("batch", batch)], cancellationToken);
        }

        return await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_earlier",
                row => new EarlierDefinition(row.GetInt64(0), DefinitionJson.Read(row.GetString(1))),
                token,
                Bigint("batch", batchId)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressedPicture>> ListAddressesAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_addresses",
                row => new AddressedPicture(range.BatchId, row.GetInt32(0), row.GetString(1), row.GetString(2)),
                token,
                RangeOf(range.BatchId, range.First, range.Last)),
            cancellationToken);

    /// <inheritdoc/>
    public Task KeepPictureAsync(
        AddressedPicture asked, Picture? picture, string? problem, CancellationToken cancellationToken) =>
        RunAsync(
            "keep_picture",
            () =>
            [
                Bigint("batch", asked.BatchId),
                Integer("document", asked.DocumentNo),
                Bytes("picture", picture?.Bytes),
                Text("problem", problem),
                Integer("tokens", picture?.Tokens ?? 0),
                Bytes("hash", picture is null ? null : asked.HashWith(picture)),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public Task FailUnreadableAsync(SplitRange range, CancellationToken cancellationToken) =>
        RunAsync("fail_documents", () => RangeOf(range.BatchId, range.First, range.Last), cancellationToken);

    /// <inheritdoc/>
    public Task AnswerAsync(SplitRange range, EarlierFields earlier, CancellationToken cancellationToken) =>
        earlier.Asked.Count == 0
            ? RunAsync("answer_earlier", () => Of(range, earlier), cancellationToken)
            : RunAsync("keep_fields", () => [.. Of(range, earlier), Texts("asked", earlier.Asked)], cancellationToken);

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

    private static NpgsqlParameter[] Of(SplitRange range, EarlierFields earlier) =>
    [
        .. RangeOf(range.BatchId, range.First, range.Last),
        Bigint("definition", earlier.DefinitionId),
        Texts("dropped", earlier.Dropped),
    ];

    private static NpgsqlParameter[] Of(SplitRange range) =>
        [.. RangeOf(range.BatchId, range.First, range.Last), Integer("tokens", range.SliceTokens)];

    private static NpgsqlParameter[] RangeOf(long batchId, int first, int last) =>
        [Bigint("batch", batchId), Integer("first", first), Integer("last", last)];
}
