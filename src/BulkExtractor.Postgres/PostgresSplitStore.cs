using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Submissions;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Splits a batch where its documents are.</summary>
public sealed class PostgresSplitStore(Database database) : ISplitStore
{
    // In one statement, results of millions of documents would take longer than a statement may.
    private const int RememberedAtOnce = 50_000;
    private const int MostCompared = 5_000;

    /// <inheritdoc/>
    public async Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken)
    {
        await database.RunAsync("start_batch", cancellationToken, Bigint("batch", batchId));
        return await database.FindAsync(
            "read_split_plan",
            row => new SplitPlan(
                batchId,
                row.Int32("last_no"),
                BatchRows.ReadSettings(row.Text("settings")),
                DefinitionJson.Read(row.Text("body")),
                row.Instant("split_asked_at")),
            cancellationToken,
            Bigint("batch", batchId));
    }

    /// <inheritdoc/>
    public async Task<SplitResult?> EndAsync(SplitPlan plan, CancellationToken cancellationToken)
    {
        await database.FoldCountsAsync([plan.BatchId], cancellationToken);
        return await database.FindAsync(
            "end_split",
            row => new SplitResult(row.Int32("chunk_count"), row.Int32("duplicate_count"), row.Int32("cached_count")),
            cancellationToken,
            Bigint("batch", plan.BatchId),
            Instant("asked", plan.AskedAt));
    }

    /// <inheritdoc/>
    public Task FailAsync(long batchId, string problem, CancellationToken cancellationToken) =>
        database.RunAsync("fail_split", cancellationToken, Bigint("batch", batchId), Text("problem", problem));

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListUnsplitAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_unsplit", row => row.Int64("batch_id"), cancellationToken);

    /// <inheritdoc/>
    public Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken) =>
        database.RunAsync("split_duplicates", cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EarlierDefinition>> RememberAsync(
        long batchId, CancellationToken cancellationToken)
    {
        var batches = await database.ListAsync(
            "list_unremembered",
            row => (Id: row.Int64("batch_id"), Last: row.Int32("last_no"), Ended: row.Boolean("ended")),
            cancellationToken,
            Bigint("batch", batchId));
        foreach (var (batch, last, ended) in batches)
        {
            for (var first = 1; first <= last; first += RememberedAtOnce)
            {
                var range = RangeOf(batch, first, first + RememberedAtOnce - 1);
                await database.RunAsync("remember_results", cancellationToken, range);
            }

            if (ended) await database.RunAsync("mark_remembered", cancellationToken, Bigint("batch", batch));
        }

        return await database.ListAsync(
            "list_earlier",
            row => new EarlierDefinition(row.Int64("definition_id"), DefinitionJson.Read(row.Text("body"))),
            cancellationToken,
            Bigint("batch", batchId));
    }

    /// <inheritdoc/>
    public Task<(int Documents, int Known)> CountKnownAsync(long batchId, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "count_known",
            row => (row.Int32("document_count"), row.Int32("known_count")),
            cancellationToken,
            Bigint("batch", batchId),
            Integer("most", MostCompared));

    /// <inheritdoc/>
    public Task<long> ReadPictureBytesAsync(long batchId, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "read_picture_bytes", row => row.Int64("picture_bytes"), cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AddressedPicture>> ListAddressesAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_addresses",
            row => new AddressedPicture(
                range.BatchId, row.Int32("document_no"), row.Text("image"), row.Text("text"))
            {
                Copies = row.Int32("copy_count"),
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
            ? database.RunAsync("answer_earlier", cancellationToken, ParametersFor(range, earlier))
            : database.RunAsync(
                "keep_fields", cancellationToken, [.. ParametersFor(range, earlier), Texts("asked", earlier.Asked)]);

    /// <inheritdoc/>
    public Task AddChunksAsync(SplitRange range, CancellationToken cancellationToken) =>
        database.RunAsync("split_documents", cancellationToken, ParametersFor(range));

    /// <inheritdoc/>
    public Task<IReadOnlyList<(int DocumentNo, string Text)>> ReadLongAsync(
        SplitRange range, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_long_documents", row => (
                row.Int32("document_no"), row.Text("text")), cancellationToken, ParametersFor(range));

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

    private static Parameter[] ParametersFor(SplitRange range, EarlierFields earlier) =>
    [
        .. RangeOf(range.BatchId, range.First, range.Last),
        Bigint("definition", earlier.DefinitionId),
        Texts("dropped", earlier.Dropped),
    ];

    private static Parameter[] ParametersFor(SplitRange range) =>
        [.. RangeOf(range.BatchId, range.First, range.Last), Integer("tokens", range.SliceTokens)];

    private static Parameter[] RangeOf(long batchId, int first, int last) =>
        [Bigint("batch", batchId), Integer("first", first), Integer("last", last)];
}
