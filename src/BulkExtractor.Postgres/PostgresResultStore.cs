using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Documents beside their results, corrections and approvals in PostgreSQL.</summary>
public sealed class PostgresResultStore(Database database, TimeProvider clock) : IResultStore
{
    private const int ExcerptLength = 240;

    private const int SurveyedAtOnce = 5;

    private readonly DocumentFinder _finder = new(database, clock);

    /// <inheritdoc/>
    public Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken) =>
        database.FindAsync("read_shape", ReadShape, cancellationToken, Bigint("batch", batchId));

    /// <inheritdoc/>
    public IAsyncEnumerable<ExportRow> ReadAsync(ResultQuery query, CancellationToken cancellationToken)
    {
        var filter = new FilterSql();
        return database.StreamAsync(
            new Query("read_results") { Filter = query.Where is { } where ? filter.Condition(where) : null },
            BatchRows.ReadResult,
            row => row.DocumentNo,
            cancellationToken,
            [
                Bigint("batch", query.BatchId),
                Text("state", query.State),
                Boolean("approved", query.Approved),
                Boolean("corrected", query.Corrected),
                Text("search", query.Search),
                Instant("since", query.Since),
                .. filter.Parameters,
            ]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GoldDocument> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        database.StreamAsync(
            "read_gold", ReviewRows.ReadGold, row => row.DocumentNo, cancellationToken, Bigint("batch", batchId))
            .Select(row => row.Gold);

    /// <inheritdoc/>
    public async Task<DocumentPage> FindPageAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        if (await _finder.FindAsync(query, cancellationToken) is not { } found)
            return new DocumentPage([], null, null) { TookTooLong = true };

        List<int> numbers = [.. found.Numbers.Take(query.Limit)];
        var rows = await ReadRowsAsync(query.BatchId, numbers, ExcerptLength, cancellationToken);
        if (query.Sort is not null) rows = [.. rows.OrderBy(row => numbers.IndexOf(row.DocumentNo))];
        if (found.Numbers.Count > query.Limit)
            return new DocumentPage(rows, query.Sort is null ? numbers[^1] : query.Skip + query.Limit, null);
        return new DocumentPage(rows, found.SearchedTo, found.SearchedTo);
    }

    /// <inheritdoc/>
    public async Task<DocumentPlace> FindPlaceAsync(
        DocumentQuery query, int documentNo, CancellationToken cancellationToken)
    {
        if (query.Sort is null)
        {
            var after = await _finder.FindAsync(query with { After = documentNo, Limit = 1 }, cancellationToken);
            var before = await _finder.FindBeforeAsync(query, documentNo, cancellationToken);
            return new DocumentPlace(before, after is { Numbers: [var next, ..] } ? next : null)
            {
                Count = await _finder.CountAsync(query, documentNo, cancellationToken),
            };
        }

        var first = Math.Max(0, query.Skip - 1);
        var around = await _finder.FindAsync(query with { Skip = first, Limit = 2 }, cancellationToken);
        var place = around?.Numbers.ToList().IndexOf(documentNo) ?? -1;
        return around is null || place < 0 ? new DocumentPlace(null, null) : new DocumentPlace(
            place > 0 ? around.Numbers[place - 1] : null,
            place + 1 < around.Numbers.Count ? around.Numbers[place + 1] : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, FieldFacts>> ReadFactsAsync(
        long batchId, CancellationToken cancellationToken) =>
        (await database.ListAsync(
            "read_field_facts", ReviewRows.ReadFacts, cancellationToken, Bigint("batch", batchId))).ToDictionary();

    /// <inheritdoc/>
    public async Task<int> MakeFactsAsync(CancellationToken cancellationToken)
    {
        var batches = await database.ListAsync(
            "list_without_facts",
            row => row.Int64("batch_id"),
            cancellationToken,
            Integer("limit", SurveyedAtOnce));
        foreach (var batch in batches)
        {
            if (await FindShapeAsync(batch, cancellationToken) is not var (definition, _)) continue;
            foreach (var field in definition.Fields.Properties)
                await MakeFactsAsync(batch, field.Name, cancellationToken);
        }

        return batches.Count;
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
    public Task<Picture?> FindPictureAsync(
        long batchId, int documentNo, int number, CancellationToken cancellationToken) =>
        PictureRows.FindAsync(database, batchId, documentNo, number, cancellationToken);

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

    // However many results there are: nobody waits for it.
    private Task MakeFactsAsync(long batch, string field, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = connection.Prepare(
                "make_field_facts",
                Bigint("batch", batch),
                Text("field", field),
                Text("pointer", FieldFacts.PointerOf(field)));
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(token);
        },
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
        return (definition, new ExportShape(row.Texts("columns"), definition.Fields) { Dialect = ReadDialect(row) });
    }

    private static CsvDialect? ReadDialect(Row row) => row.TextOrNull("csv_delimiter") is [var delimiter]
        ? new CsvDialect(delimiter, row.Text("csv_encoding"), row.Boolean("csv_mark"))
        : null;

    private static string ToText(JsonNode? value) => value?.ToJsonString() ?? "null";
}
