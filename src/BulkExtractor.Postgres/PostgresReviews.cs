using System.Text.Json.Nodes;
using BulkExtractor.Review;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Documents beside their results, corrections and approvals in PostgreSQL.</summary>
public sealed class PostgresReviews(Database database)
{
    private const int ExcerptLength = 240;

    // What a search reads before it says how far it came: some hundredths of a second.
    private const int SearchWindow = 20_000;

    /// <summary>The ways to read and correct documents.</summary>
    public ReviewSources Sources => new()
    {
        FindPage = FindPageAsync,
        Find = FindAsync,
        Correct = (where, value, token) => ChangeAsync("correct_value", where, token, Json("value", ToText(value))),
        Restore = (where, token) => ChangeAsync("restore_value", where, token),
        Approve = (batch, document, approved, token) => ChangeAsync(
            approved ? "approve_document" : "unapprove_document", new DocumentField(batch, document, ""), token),
        ReadGold = (batch, token) => database.StreamAsync(
            "read_gold", ReviewRows.ReadGold, row => row.DocumentNo, token, Bigint("batch", batch))
            .Select(row => row.Gold),
        ReadPicture = async (batch, document, token) =>
            (await PictureRows.ReadAsync(database, [(batch, document)], token))[0],
    };

    private async Task<DocumentPage> FindPageAsync(DocumentQuery query, CancellationToken cancellationToken)
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

    private async Task<ReviewedDocument?> FindAsync(long batchId, int document, CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(batchId, [document], int.MaxValue, cancellationToken);
        if (rows.Count == 0) return null;
        Parameter[] keys = [Bigint("batch", batchId), Integer("document", document)];
        var corrections = await database.ListAsync(
            "list_corrections", ReviewRows.ReadCorrection, cancellationToken, keys);
        return await database.FindAsync(
            "read_document", row => ReviewRows.ReadDetail(row, rows[0], corrections), cancellationToken, keys);
    }

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
