using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Documents beside their results, corrections and approvals in PostgreSQL.</summary>
public sealed class PostgresResultStore(Database database) : IResultStore
{
    private const int ExcerptLength = 240;

    // What a search reads before it says how far it came: some hundredths of a second.
    private const int SearchWindow = 20_000;

    /// <inheritdoc/>
    public Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken) =>
        database.FindAsync("read_shape", ReadShape, cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public IAsyncEnumerable<ExportRow> ReadAsync(long batchId, string? state, CancellationToken cancellationToken) =>
        database.StreamAsync(
            "read_results",
            BatchRows.ReadResult,
            row => row.DocumentNo,
            cancellationToken,
            Bigint("batch", batchId),
            Text("state", state));

    /// <inheritdoc/>
    public IAsyncEnumerable<GoldDocument> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        database.StreamAsync(
            "read_gold", ReviewRows.ReadGold, row => row.DocumentNo, cancellationToken, Bigint("batch", batchId))
            .Select(row => row.Gold);

    /// <inheritdoc/>
    public async Task<DocumentPage> FindPageAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var until = query.After + Math.Max(SearchWindow, query.Limit);
        List<int> numbers = [.. await database.ListAsync(
            Statement(query.Filter),
            row => row.Int32("document_no"),
            cancellationToken,
            Bigint("batch", query.BatchId),
            Integer("after", query.After),
            Integer("until", until),
            Text("state", StateOf(query.Filter)),
            Text("search", query.Search),
            Integer("limit", query.Limit + 1))];
        var more = numbers.Count > query.Limit;
        if (more) numbers.RemoveAt(query.Limit);
        var rows = await ReadRowsAsync(query.BatchId, numbers, ExcerptLength, cancellationToken);
        if (more) return new DocumentPage(rows, numbers[^1], null);

        var stopped = IsWindowed(query.Filter) && await IsBeyondAsync(query.BatchId, until, cancellationToken);
        return new DocumentPage(rows, stopped ? until : null, stopped ? until : null);
    }

    /// <inheritdoc/>
    public async Task<ReviewedDocument?> FindAsync(
        long batchId, int documentNo, CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(batchId, [documentNo], int.MaxValue, cancellationToken);
        if (rows.Count == 0) return null;
        Parameter[] keys = [Bigint("batch", batchId), Integer("document", documentNo)];
        var corrections = await database.ListAsync(
            "list_corrections", ReviewRows.ReadCorrection, cancellationToken, keys);
        return await database.FindAsync(
            "read_document", row => ReviewRows.ReadDetail(row, rows[0], corrections), cancellationToken, keys);
    }

    /// <inheritdoc/>
    public async Task<Picture?> FindPictureAsync(
        long batchId, int documentNo, CancellationToken cancellationToken) =>
        (await PictureRows.ReadAsync(database, [(batchId, documentNo)], cancellationToken))[0];

    /// <inheritdoc/>
    public Task<bool> CorrectAsync(DocumentField field, JsonNode? value, CancellationToken cancellationToken) =>
        ChangeAsync("correct_value", field, cancellationToken, Json("value", ToText(value)));

    /// <inheritdoc/>
    public Task<bool> RestoreAsync(DocumentField field, CancellationToken cancellationToken) =>
        ChangeAsync("restore_value", field, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ApproveAsync(
        long batchId, int documentNo, bool approved, CancellationToken cancellationToken) =>
        ChangeAsync(
            approved ? "approve_document" : "unapprove_document",
            new DocumentField(batchId, documentNo, ""),
            cancellationToken);

    private async Task<IReadOnlyList<DocumentRow>> ReadRowsAsync(
        long batchId, List<int> numbers, int length, CancellationToken cancellationToken) =>
        numbers.Count == 0 ? [] : await database.ListAsync(
            "list_documents",
            ReviewRows.ReadRow,
            cancellationToken,
            Bigint("batch", batchId),
            Integers("numbers", numbers),
            Integer("length", length));

    // Every document number up to the count exists, so one look behind the window tells whether it was the end.
    private async Task<bool> IsBeyondAsync(long batchId, int until, CancellationToken cancellationToken) =>
        (await ReadRowsAsync(batchId, [until + 1], 0, cancellationToken)).Count > 0;

    private async Task<bool> ChangeAsync(
        string statement, DocumentField field, CancellationToken cancellationToken, params Parameter[] more) =>
        await database.RunAsync(
            statement,
            cancellationToken,
            [
                Bigint("batch", field.BatchId),
                Integer("document", field.DocumentNo),
                Text("field", field.Field),
                .. more,
            ]) > 0;

    private static (Definition Definition, ExportShape Shape)? ReadShape(Row row)
    {
        var definition = DefinitionJson.Read(row.Text("definition"));
        return (definition, new ExportShape(row.Texts("columns"), definition.Fields));
    }

    private static bool IsWindowed(DocumentFilter filter) =>
        filter is DocumentFilter.All or DocumentFilter.Extracted or DocumentFilter.Open;

    // One statement for each: united into one with a parameter, PostgreSQL would sort all that have a mark first.
    private static string Statement(DocumentFilter filter) => filter switch
    {
        DocumentFilter.Failed => "find_failed",
        DocumentFilter.Weak => "find_weak",
        DocumentFilter.Corrected => "find_corrected",
        DocumentFilter.Approved => "find_approved",
        _ => "find_documents",
    };

    private static string? StateOf(DocumentFilter filter) => filter switch
    {
        DocumentFilter.Extracted => "extracted",
        DocumentFilter.Open => "open",
        _ => null,
    };

    private static string ToText(JsonNode? value) => value?.ToJsonString() ?? "null";
}
