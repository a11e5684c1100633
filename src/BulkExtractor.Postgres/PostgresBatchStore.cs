using System.Data;
using System.Runtime.CompilerServices;
using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Export;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Batches, documents and results in PostgreSQL.</summary>
public sealed class PostgresBatchStore(Database database, NpgsqlDataSource source) : IBatchStore, IResultStore
{
    private const int PageSize = 1_000;

    /// <inheritdoc/>
    /// <remarks>
    /// The input streams by once, so this is not repeated: a lost connection loses the submission whole.
    /// </remarks>
    public async Task<BatchProgress> AddAsync(
        NewBatch batch, IAsyncEnumerable<Document> documents, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var batchId = await AddAsync(connection, batch, documents, cancellationToken);
            await MakeViewAsync(batch.Definition, cancellationToken);
            return (await FindAsync(batchId, cancellationToken))!;
        }
        catch (Exception lost)
            when (connection.State != ConnectionState.Open && (lost is NpgsqlException or IOException))
        {
            throw new InputException(
                "the connection to PostgreSQL was lost while the documents came in: submit them again",
                lost);
        }
    }

    private static async Task<long> AddAsync(
        NpgsqlConnection connection,
        NewBatch batch,
        IAsyncEnumerable<Document> documents,
        CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await SubmissionKeys.FindAsync(connection, batch, cancellationToken) is { } earlier)
            return earlier;
        var batchId = await AddBatchAsync(connection, batch, cancellationToken);
        if (batch.Gold.Count > 0) await ReplaceGoldAsync(connection, batchId, batch.Gold, cancellationToken);
        if (batch.InboxFile is { } file) await LinkAsync(connection, file, batchId, cancellationToken);
        var keys = new SeenKeys();
        var count = await DocumentCopy.RunAsync(connection, batchId, documents, keys, cancellationToken);
        if (keys.MayRepeat) await CheckKeysAsync(connection, batchId, batch.Source, cancellationToken);
        await connection.RunAsync(
            "set_document_count",
            cancellationToken,
            Bigint("batch", batchId),
            Integer("documents", count),
            Span("keep", batch.Keep));
        await transaction.CommitAsync(cancellationToken);
        return batchId;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Batch>> ListActiveAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_active", BatchRows.ReadActive, token, Texts("accounts", accounts)),
            cancellationToken);

    /// <inheritdoc/>
    public Task SetWaitingAsync(
        IReadOnlyList<long> batches, string? reason, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "set_waiting", token, Bigints("batches", batches), Text("reason", reason)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<BatchProgress?> FindAsync(long batchId, CancellationToken cancellationToken)
    {
        var found = await ListAsync("read_batch", BatchRows.ReadProgress, batchId, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchProgress>> ListAsync(int limit, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_batches", BatchRows.ReadProgress, token, Integer("limit", limit)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<(Batch Batch, string Pool)?> FindPlanAsync(long batchId, CancellationToken cancellationToken)
    {
        var found = await ListAsync(
            "read_plan", row => (BatchRows.ReadBatch(row), row.GetString(6)), batchId, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken)
    {
        var found = await ListAsync(
            "read_shape",
            row => (Definition: DefinitionJson.Read(row.GetString(0)), Columns: row.GetFieldValue<string[]>(1)),
            batchId,
            cancellationToken);
        if (found.Count == 0) return null;
        return (found[0].Definition, new ExportShape(found[0].Columns, found[0].Definition.Fields));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExportRow> ReadResultsAsync(
        long batchId, string? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0;
        while (true)
        {
            var page = await database.RunAsync(
                (connection, token) => connection.ListAsync(
                    "read_results",
                    BatchRows.ReadResult,
                    token,
                    Bigint("batch", batchId),
                    Integer("after", after),
                    Text("state", state),
                    Integer("limit", PageSize)),
                cancellationToken);
            foreach (var row in page) yield return row;
            if (page.Count < PageSize) yield break;
            after = page[^1].DocumentNo;
        }
    }

    /// <inheritdoc/>
    public async Task<Reopened> RetryAsync(long batchId, CancellationToken cancellationToken)
    {
        var reopened = await ListAsync(
            "retry_batch", row => new Reopened(row.GetInt32(0), row.GetInt32(1)), batchId, cancellationToken);
        return reopened.Count == 0 ? new Reopened(0, 0) : reopened[0];
    }

    /// <inheritdoc/>
    public Task<bool> PauseAsync(long batchId, CancellationToken cancellationToken) =>
        ChangeAsync("pause_batch", batchId, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(long batchId, CancellationToken cancellationToken) =>
        ChangeAsync("resume_batch", batchId, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(long batchId, CancellationToken cancellationToken) =>
        database.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                await connection.RunAsync("lock_attempts", token, Bigint("batch", batchId));
                var gone = await connection.ListAsync(
                    "delete_batch", row => row.GetInt64(0), token, Bigint("batch", batchId));
                await transaction.CommitAsync(token);
                return gone.Count > 0;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(long batchId, CancellationToken cancellationToken)
    {
        var cancelled = await ChangeAsync("cancel_batch", batchId, cancellationToken);
        await SettleAsync(batchId, cancellationToken);
        return cancelled;
    }

    // What is answered and waits for a second opinion is kept as it is. Also when the batch was cancelled before:
    // whoever did it may not have come to this.
    private async Task SettleAsync(long batchId, CancellationToken cancellationToken)
    {
        while (await ListAsync("list_open_questions", Read, batchId, cancellationToken) is { Count: > 0 } questions)
        {
            if (await FindPlanAsync(batchId, cancellationToken) is not var (batch, _)) return;
            await database.RunAsync(
                async (connection, token) =>
                {
                    await using var transaction = await connection.BeginTransactionAsync(token);
                    await Settlement.WriteAsync(connection, batch, questions, "the batch was cancelled", token);
                    await transaction.CommitAsync(token);
                },
                cancellationToken);
        }

        OpenQuestion Read(NpgsqlDataReader row) => new(batchId, row.GetInt32(1), row.GetInt64(0), row.GetInt64(2));
    }

    private async Task<bool> ChangeAsync(string statement, long batchId, CancellationToken cancellationToken) =>
        (await ListAsync(statement, row => row.GetInt64(0), batchId, cancellationToken)).Count > 0;

    private Task<IReadOnlyList<T>> ListAsync<T>(
        string statement, Func<NpgsqlDataReader, T> read, long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(statement, read, cancellationToken, Bigint("batch", batchId));

    private static async Task<long> AddBatchAsync(
        NpgsqlConnection connection, NewBatch batch, CancellationToken cancellationToken)
    {
        var definitions = await connection.ListAsync(
            "add_definition",
            row => row.GetInt64(0),
            cancellationToken,
            Bytes("hash", DefinitionJson.Hash(batch.Definition)),
            Text("name", batch.Definition.Name),
            Json("body", DefinitionJson.Write(batch.Definition)));
        var batches = await connection.ListAsync(
            "add_batch",
            row => row.GetInt64(0),
            cancellationToken,
            Bigint("definition", definitions[0]),
            Text("job", batch.Definition.Name),
            Text("source", batch.Source),
            Texts("columns", batch.Columns),
            Json("settings", BatchRows.Write(batch.Settings)),
            Texts("accounts", batch.Accounts),
            Text("pool", batch.Pool),
            Boolean("simulated", batch.Simulated),
            Text("key", batch.SubmissionKey));
        if (batch.Settings.MaxCost > 0) await AddBudgetAsync(connection, batches[0], batch.Settings, cancellationToken);
        return batches[0];
    }

    // After the batch is safe: a reader who holds the view for long must not hold up its submission.
    private Task MakeViewAsync(Definition definition, CancellationToken cancellationToken)
    {
        var columns = ResultsColumn.Of(definition.Fields);
        return database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "make_results_view",
                token,
                Text("job", definition.Name),
                Texts("names", columns.Select(column => column.Name)),
                Texts("fields", columns.Select(column => column.Field)),
                Texts("types", columns.Select(column => column.Type))),
            cancellationToken);
    }

    // First of all: whoever else has the same file in hand waits here, and then stores nothing.
    private static async Task LinkAsync(
        NpgsqlConnection connection, long file, long batchId, CancellationToken cancellationToken)
    {
        var linked = await connection.RunAsync(
            "link_inbox_file", cancellationToken, Bigint("file", file), Bigint("batch", batchId));
        if (linked == 0) throw new InvalidOperationException($"File {file} of the inbox is a batch already.");
    }

    private static Task<int> ReplaceGoldAsync(
        NpgsqlConnection connection, long batchId, IReadOnlyList<GoldRow> gold, CancellationToken cancellationToken) =>
        connection.RunAsync(
            "replace_gold",
            cancellationToken,
            Bigint("batch", batchId),
            Texts("texts", gold.Select(row => row.Text)),
            Texts("fields", gold.Select(row => row.Fields.ToJsonString())));

    private static Task<int> AddBudgetAsync(
        NpgsqlConnection connection, long batchId, BatchSettings settings, CancellationToken cancellationToken) =>
        connection.RunAsync(
            "add_budget",
            cancellationToken,
            Text("scope", ScopeId.OfBudget(batchId).ToString()),
            Numeric("cost", settings.MaxCost));

    private static async Task CheckKeysAsync(
        NpgsqlConnection connection, long batchId, string source, CancellationToken cancellationToken)
    {
        var doubles = await connection.ListAsync(
            "find_duplicate_key",
            row => (Key: row.GetString(0), First: row.GetInt32(1), Second: row.GetInt32(2)),
            cancellationToken,
            Bigint("batch", batchId));
        if (doubles.Count == 0) return;
        var (key, first, second) = doubles[0];
        var shown = key.Length > 60 ? key[..60] + "…" : key;
        throw new InputException(
            $"{source}: rows {first} and {second} have the same key '{shown}'; "
            + "keys must differ: name another column in input.id, or remove input.id to count the rows.");
    }
}
