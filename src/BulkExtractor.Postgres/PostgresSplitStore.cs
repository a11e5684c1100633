using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;
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
        await database.RunAsync("start_batch", cancellationToken, Bigint("batch", batchId));
        var plans = await database.ListAsync(
            "read_split_plan",
            row => new SplitPlan(
                batchId,
                row.GetInt32(0),
                BatchRows.ReadSettings(row.GetString(1)),
                DefinitionJson.Read(row.GetString(2))),
            cancellationToken,
            Bigint("batch", batchId));
        return plans.Count == 0 ? null : plans[0];
    }

    /// <inheritdoc/>
    public Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken) =>
        database.RunAsync("split_duplicates", cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EarlierDefinition>> RememberAsync(
        long batchId, CancellationToken cancellationToken)
    {
        var batches = await database.ListAsync(
            "list_unremembered",
            row => (BatchId: row.GetInt64(0), Documents: row.GetInt32(1), Ended: row.GetBoolean(2)),
            cancellationToken,
            Bigint("batch", batchId));
        foreach (var (batch, documents, ended) in batches)
        {
            for (var first = 1; first <= documents; first += RememberedAtOnce)
            {
                var last = first + RememberedAtOnce - 1;
                await database.RunAsync("remember_results", cancellationToken, RangeOf(batch, first, last));
            }

            if (ended) await database.RunAsync("mark_remembered", cancellationToken, Bigint("batch", batch));
        }

        return await database.ListAsync(
            "list_earlier",
            row => new EarlierDefinition(row.GetInt64(0), DefinitionJson.Read(row.GetString(1))),
            cancellationToken,
            Bigint("batch", batchId));
    }

    /// <inheritdoc/>
    public async Task<long> ReadPictureBytesAsync(long batchId, CancellationToken cancellationToken)
    {
        var bytes = await database.ListAsync(
            "read_picture_bytes", row => row.GetInt64(0), cancellationToken, Bigint("batch", batchId));
        return bytes[0];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AddressedPicture>> ListAddressesAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_addresses",
            row => new AddressedPicture(range.BatchId, row.GetInt32(0), row.GetString(1), row.GetString(2))
            {
                Copies = row.GetInt32(3),
            },
            cancellationToken,
            RangeOf(range.BatchId, range.First, range.Last));

    /// <inheritdoc/>
    public Task KeepPictureAsync(
        AddressedPicture asked, Picture? picture, string? problem, CancellationToken cancellationToken) =>
        database.RunAsync(
            "keep_picture",
            cancellationToken,
            Bigint("batch", asked.BatchId),
            Integer("document", asked.DocumentNo),
            Bytes("picture", picture?.Bytes),
            Text("problem", problem),
            Integer("tokens", picture?.Tokens ?? 0),
            Bytes("hash", picture is null ? null : asked.HashWith(picture)));

    /// <inheritdoc/>
    public Task FailUnreadableAsync(SplitRange range, CancellationToken cancellationToken) =>
        database.RunAsync("fail_documents", cancellationToken, RangeOf(range.BatchId, range.First, range.Last));

    /// <inheritdoc/>
    public Task AnswerAsync(SplitRange range, EarlierFields earlier, CancellationToken cancellationToken) =>
        earlier.Asked.Count == 0
            ? database.RunAsync("answer_earlier", cancellationToken, Of(range, earlier))
            : database.RunAsync(
                "keep_fields", cancellationToken, [.. Of(range, earlier), Texts("asked", earlier.Asked)]);

    /// <inheritdoc/>
    public Task AddChunksAsync(SplitRange range, CancellationToken cancellationToken) =>
        database.RunAsync("split_documents", cancellationToken, Of(range));

    /// <inheritdoc/>
    public Task<IReadOnlyList<(int DocumentNo, string Text)>> ReadLongAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_long_documents", row => (row.GetInt32(0), row.GetString(1)), cancellationToken, Of(range));

    /// <inheritdoc/>
    public Task AddSlicesAsync(
        long batchId, int documentNo, IReadOnlyList<SizedSlice> slices, CancellationToken cancellationToken) =>
        database.RunAsync(
            "add_slices",
            cancellationToken,
            Bigint("batch", batchId),
            Integer("document", documentNo),
            Integers("numbers", Enumerable.Range(1, slices.Count)),
            Integers("starts", slices.Select(slice => slice.Slice.Start)),
            Integers("offsets", slices.Select(slice => slice.Slice.Offset)),
            Integers("lengths", slices.Select(slice => slice.Slice.Length)),
            Integers("tokens", slices.Select(slice => slice.Tokens)));

    private static Parameter[] Of(SplitRange range, EarlierFields earlier) =>
    [
        .. RangeOf(range.BatchId, range.First, range.Last),
        Bigint("definition", earlier.DefinitionId),
        Texts("dropped", earlier.Dropped),
    ];

    private static Parameter[] Of(SplitRange range) =>
        [.. RangeOf(range.BatchId, range.First, range.Last), Integer("tokens", range.SliceTokens)];

    private static Parameter[] RangeOf(long batchId, int first, int last) =>
        [Bigint("batch", batchId), Integer("first", first), Integer("last", last)];
}
