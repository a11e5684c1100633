using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes a new batch with its documents, in one transaction.</summary>
internal sealed class BatchRecord(NpgsqlConnection connection, NewBatch batch)
{
    private const int LongestShownKey = 60;

    /// <summary>The number of the batch, or of the one that the same submission made before.</summary>
    public async Task<long> WriteAsync(IAsyncEnumerable<Document> documents, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await SubmissionKeys.FindAsync(connection, batch, cancellationToken) is { } earlier)
            return earlier;
        var batchId = await AddBatchAsync(cancellationToken);
        if (batch.Said is { } said) await AddReceiptAsync(batchId, said, cancellationToken);
        if (batch.Settings.MaxCost > 0) await AddBudgetAsync(batchId, cancellationToken);
        if (batch.Gold.Count > 0) await ReplaceGoldAsync(batchId, cancellationToken);
        if (batch.InboxFile is { } file) await LinkAsync(file, batchId, cancellationToken);
        var keys = new SeenKeys();
        var count = await DocumentCopy.RunAsync(connection, batchId, documents, keys, cancellationToken);
        if (keys.MayRepeat) await CheckKeysAsync(batchId, cancellationToken);
        await connection.RunAsync(
            "set_document_count",
            cancellationToken,
            Bigint("batch", batchId),
            Integer("documents", count),
            Span("keep", batch.Keep),
            Texts("notes", batch.Notes.Sentences));
        await transaction.CommitAsync(cancellationToken);
        return batchId;
    }

    private async Task<long> AddBatchAsync(CancellationToken cancellationToken)
    {
        var definition = await connection.SingleAsync(
            "add_definition",
            row => row.Int64("definition_id"),
            cancellationToken,
            Bytes("hash", DefinitionJson.Hash(batch.Definition)),
            Text("name", batch.Definition.Name),
            Json("body", DefinitionJson.Write(batch.Definition)));
        return await connection.SingleAsync(
            "add_batch",
            row => row.Int64("batch_id"),
            cancellationToken,
            Bigint("definition", definition),
            Text("job", batch.Definition.Name),
            Text("source", batch.Source),
            Texts("columns", batch.Columns),
            Json("settings", BatchRows.Write(batch.Settings)),
            Texts("accounts", batch.Accounts),
            Text("pool", batch.Pool),
            Boolean("simulated", batch.Simulated),
            Text("key", batch.SubmissionKey),
            Text("delimiter", batch.Dialect is { } dialect ? $"{dialect.Delimiter}" : null),
            Text("encoding", batch.Dialect?.Encoding),
            BooleanOrNull("mark", batch.Dialect?.ByteOrderMark),
            Text("notify", NotifyTarget.Write(batch.Notify)));
    }

    private Task<int> AddReceiptAsync(long batchId, string said, CancellationToken cancellationToken) =>
        connection.RunAsync("add_receipt", cancellationToken, Bigint("batch", batchId), Text("said", said));

    private Task<int> AddBudgetAsync(long batchId, CancellationToken cancellationToken) => connection.RunAsync(
        "add_budget",
        cancellationToken,
        Text("scope", ScopeId.OfBudget(batchId).ToString()),
        Numeric("cost", batch.Settings.MaxCost));

    private Task<int> ReplaceGoldAsync(long batchId, CancellationToken cancellationToken) => connection.RunAsync(
        "replace_gold",
        cancellationToken,
        Bigint("batch", batchId),
        Texts("texts", batch.Gold.Select(row => row.Text)),
        Texts("fields", batch.Gold.Select(row => row.Fields.ToJsonString())));

    // First of all: whoever else has the same file in hand waits here, and then stores nothing.
    private async Task LinkAsync(long file, long batchId, CancellationToken cancellationToken)
    {
        var linked = await connection.RunAsync(
            "link_inbox_file", cancellationToken, Bigint("file", file), Bigint("batch", batchId));
        if (linked == 0) throw new InvalidOperationException($"File {file} of the inbox is a batch already.");
    }

    private async Task CheckKeysAsync(long batchId, CancellationToken cancellationToken)
    {
        var doubled = await connection.FindAsync(
            "find_duplicate_key",
            row => ((string, int, int)?)(row.Text("key"), row.Int32("first_no"), row.Int32("second_no")),
            cancellationToken,
            Bigint("batch", batchId));
        if (doubled is not var (key, first, second)) return;
        var shown = Excerpt.Cut(key, LongestShownKey);
        throw new InputException(
            $"{batch.Source}: rows {first} and {second} have the same key '{shown}'; "
            + "keys must differ: name another column in input.id, or remove input.id to count the rows.");
    }
}
