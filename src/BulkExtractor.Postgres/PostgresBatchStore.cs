using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Batches and their documents in PostgreSQL.</summary>
public sealed class PostgresBatchStore(Database database) : IBatchStore
{
    private const int ExpiredAtOnce = 5_000;

    /// <inheritdoc/>
    /// <remarks>
    /// With a key of its own it is found again where only the answer to its commit was lost. What was lost earlier is
    /// stored anew, if the documents can be read once more.
    /// </remarks>
    public async Task<BatchProgress> AddAsync(
        NewBatch batch, IAsyncEnumerable<Document> documents, CancellationToken cancellationToken)
    {
        var known = batch with { SubmissionKey = batch.SubmissionKey ?? $"{Guid.NewGuid()}" };
        var batchId = await database.RunAsync(
            (connection, token) => new BatchRecord(connection, known).WriteAsync(documents, token), cancellationToken);
        await MakeViewAsync(batch.Definition, cancellationToken);
        return (await FindAsync(batchId, cancellationToken))!;
    }

    /// <inheritdoc/>
    public Task<int?> FindPriceAsync(long batchId, CancellationToken cancellationToken) => database.FindAsync(
        "find_price", row => (int?)row.Int32("requests"), cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public Task KeepPriceAsync(long batchId, int requests, CancellationToken cancellationToken) => database.RunAsync(
        "keep_price", cancellationToken, Bigint("batch", batchId), Integer("requests", requests));

    /// <inheritdoc/>
    /// <remarks>It ends those first that a worker left with nothing open, and was killed over it.</remarks>
    public async Task<IReadOnlyList<Batch>> ListActiveAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        await database.RunAsync("fold_left_counts", cancellationToken);
        return await database.ListAsync(
            "list_active", BatchRows.ReadActive, cancellationToken, Texts("accounts", accounts));
    }

    /// <inheritdoc/>
    public Task SetWaitingAsync(
        IReadOnlyList<long> batches, string? reason, bool forQuota, CancellationToken cancellationToken) =>
        database.RunAsync(
            "set_waiting",
            cancellationToken,
            Bigints("batches", batches),
            Text("reason", reason),
            Boolean("for_quota", forQuota));

    /// <inheritdoc/>
    public async Task<BatchProgress?> FindAsync(long batchId, CancellationToken cancellationToken) =>
        (await ListAsync(batchId, batchId, 1, cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public Task<string?> FindVersionAsync(long batchId, CancellationToken cancellationToken) => database.FindAsync(
        "find_version", row => (string?)row.Text("version"), cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchProgress>> ListAsync(int limit, CancellationToken cancellationToken) =>
        ListAsync(1, long.MaxValue, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchProgress>> ListOpenAsync(CancellationToken cancellationToken)
    {
        var open = await database.ListAsync("list_open", row => row.Int64("batch_id"), cancellationToken);
        var batches = new List<BatchProgress>();
        foreach (var batch in open)
            if (await FindAsync(batch, cancellationToken) is { Ended: false } found) batches.Add(found);
        return batches;
    }

    /// <inheritdoc/>
    public Task<(Batch Batch, string Pool)?> FindPlanAsync(long batchId, CancellationToken cancellationToken) =>
        database.FindAsync(
            "read_plan",
            row => ((Batch, string)?)(BatchRows.ReadBatch(row), row.Text("pool")),
            cancellationToken,
            Bigint("batch", batchId));

    /// <inheritdoc/>
    public async Task<Reopened> RetryAsync(long batchId, CancellationToken cancellationToken) =>
        await database.FindAsync(
            "retry_batch",
            row => new Reopened(row.Int32("reopened"), row.Int32("unfetched")),
            cancellationToken,
            Bigint("batch", batchId))
        ?? new Reopened(0, 0);

    /// <inheritdoc/>
    public async Task<bool> IsSplitAsync(long batchId, CancellationToken cancellationToken) =>
        (await database.ListAsync(
            "find_unsplit", row => row.Int64("batch_id"), cancellationToken, Bigint("batch", batchId))).Count == 0;

    /// <inheritdoc/>
    public Task<bool> PauseAsync(long batchId, CancellationToken cancellationToken) =>
        ChangeAsync("pause_batch", batchId, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A cancelled one of which nothing is open any more ends at once.</remarks>
    public async Task<bool> ResumeAsync(long batchId, CancellationToken cancellationToken)
    {
        if (!await ChangeAsync("resume_batch", batchId, cancellationToken)) return false;
        await database.FoldCountsAsync([batchId], cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(long batchId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async (connection, token) =>
            {
                await connection.RunAsync("lock_attempts", token, Bigint("batch", batchId));
                return await connection.FindAsync(
                    "delete_batch", row => (long?)row.Int64("batch_id"), token, Bigint("batch", batchId)) is not null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(long batchId, CancellationToken cancellationToken)
    {
        var cancelled = await ChangeAsync("cancel_batch", batchId, cancellationToken);
        await SettleAsync(batchId, cancellationToken);
        return cancelled;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListDeadlinesAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_deadlines",
            row => (row.Int64("batch_id"), row.Instant("deadline")),
            cancellationToken,
            Texts("accounts", accounts));

    /// <inheritdoc/>
    public Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken) =>
        database.RunAsync("set_on_time", cancellationToken, Bigint("batch", batchId), Boolean("on_time", onTime));

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListLeftoversAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_leftovers", row => row.Int64("batch_id"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> OpenAgainAsync(long batchId, CancellationToken cancellationToken) =>
        ChangeAsync("open_again", batchId, cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveExpiredTextsAsync(CancellationToken cancellationToken)
    {
        var expired = await database.ListAsync(
            "list_expired_batches",
            row => (Batch: row.Int64("batch_id"), Last: row.Int32("last_no")),
            cancellationToken);
        foreach (var (batch, last) in expired) await RemoveTextsAsync(batch, last, cancellationToken);
    }

    // What is answered and waits for a second opinion is kept as it is. Also when the batch was cancelled before:
    // whoever did it may not have come to this.
    private async Task SettleAsync(long batchId, CancellationToken cancellationToken)
    {
        while (await ListOpenQuestionsAsync(batchId, cancellationToken) is { Count: > 0 } questions)
        {
            if (await FindPlanAsync(batchId, cancellationToken) is not var (batch, _)) return;
            await database.CountingAsync(
                (connection, token) =>
                    Settlement.WriteAsync(connection, batch, questions, "the batch was cancelled", token),
                cancellationToken);
        }
    }

    private Task<IReadOnlyList<OpenQuestion>> ListOpenQuestionsAsync(
        long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_open_questions",
            row => new OpenQuestion(
                batchId, row.Int32("document_no"), row.Int64("chunk_id"), row.Int64("lease_token")),
            cancellationToken,
            Bigint("batch", batchId));

    private Task<IReadOnlyList<BatchProgress>> ListAsync(
        long first, long last, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_batches",
            BatchRows.ReadProgress,
            cancellationToken,
            Bigint("first", first),
            Bigint("last", last),
            Integer("limit", limit));

    private async Task<bool> ChangeAsync(string statement, long batchId, CancellationToken cancellationToken) =>
        await database.RunAsync(statement, cancellationToken, Bigint("batch", batchId)) > 0;

    private async Task RemoveTextsAsync(long batch, int last, CancellationToken cancellationToken)
    {
        for (var first = 1; first <= last; first += ExpiredAtOnce)
        {
            Parameter[] range =
                [Bigint("batch", batch), Integer("first", first), Integer("last", first + ExpiredAtOnce - 1)];
            await database.RunAsync("forget_documents", cancellationToken, range);
            await database.RunAsync("forget_answers", cancellationToken, range);
        }

        await database.RunAsync("end_forgetting", cancellationToken, Bigint("batch", batch));
    }

    // After the batch is safe: a reader who holds the view for long must not hold up its submission.
    private Task<int> MakeViewAsync(Definition definition, CancellationToken cancellationToken)
    {
        var columns = ResultsColumn.List(definition.Fields);
        return database.RunAsync(
            "make_results_view",
            cancellationToken,
            Text("job", definition.Name),
            Texts("names", columns.Select(column => column.Name)),
            Texts("fields", columns.Select(column => column.Field)),
            Texts("types", columns.Select(column => column.Type)));
    }
}
