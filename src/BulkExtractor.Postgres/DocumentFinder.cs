using BulkExtractor.Review;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Finds the numbers of a page's documents: in the input's order, or sorted.</summary>
internal sealed class DocumentFinder(Database database, TimeProvider clock)
{
    // What is read before it is said how far that came: of texts some hundredths of a second.
    private const int Window = 20_000;
    private static readonly TimeSpan MostSearched = TimeSpan.FromSeconds(1);

    // What a page waits for.
    private const int MostMilliseconds = 2_000;

    /// <summary>One more than the limit where there are more; null where it took too long.</summary>
    public async Task<FoundDocuments?> FindAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        if (query.Sort is not null)
            return await SortAsync(query, cancellationToken) is { } sorted ? new FoundDocuments(sorted, null) : null;
        if (query.Where is null && MarkedOnly(query.Filter) is { } statement)
            return new FoundDocuments(await ListAsync(statement, query, null, cancellationToken), null);
        return await SearchAsync(query, cancellationToken);
    }

    /// <summary>The document before another one in the input's order, if it is not far.</summary>
    public async Task<int?> FindBeforeAsync(DocumentQuery query, int document, CancellationToken cancellationToken)
    {
        var filter = new FilterSql();
        var before = new Query("find_before") { Filter = Condition(query, filter) };
        var found = await database.ListAsync(
            before,
            row => row.Int32("document_no"),
            cancellationToken,
            [
                Bigint("batch", query.BatchId),
                Text("search", query.Search),
                Integer("document", document),
                Integer("from", document - Window),
                .. filter.Parameters,
            ]);
        return found is [var number] ? number : null;
    }

    /// <summary>A document's place in the input's order, and how many there are; null if that takes too long.</summary>
    public Task<(int Place, int Total)?> CountAsync(
        DocumentQuery query, int document, CancellationToken cancellationToken) =>
        CountAsync(query, "true", document, cancellationToken);

    private async Task<(int Place, int Total)?> CountAsync(
        DocumentQuery query, string part, int document, CancellationToken cancellationToken)
    {
        var filter = new FilterSql();
        var counts = await InTimeAsync(
            new Query("count_documents") { Filter = $"{Condition(query, filter)} and {part}" },
            row => (row.Int32("place"), row.Int32("total")),
            [
                Bigint("batch", query.BatchId),
                Text("search", query.Search),
                Integer("document", document),
                .. filter.Parameters,
            ],
            cancellationToken);
        return counts is [var count] ? count : null;
    }

    // Window after window until there are enough: few among many are found in one go, and nobody waits for long.
    private async Task<FoundDocuments> SearchAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var (numbers, after) = (new List<int>(), query.After);
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            var until = after + Math.Max(Window, query.Limit);
            var rest = query with { After = after, Limit = query.Limit - numbers.Count };
            numbers.AddRange(await ListAsync("find_documents", rest, until, cancellationToken));
            after = until;
            if (numbers.Count > query.Limit) return new FoundDocuments(numbers, after);
            if (!await IsBeyondAsync(query.BatchId, after, cancellationToken)) return new FoundDocuments(numbers, null);
            if (query is not { Search: null, Where: not null } || clock.GetElapsedTime(startedAt) >= MostSearched)
                return new FoundDocuments(numbers, after);
        }
    }

    private Task<bool> IsBeyondAsync(long batchId, int number, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "find_beyond",
            row => row.Boolean("is_there"),
            cancellationToken,
            Bigint("batch", batchId),
            Integer("number", number));

    private async Task<IReadOnlyList<int>> ListAsync(
        Query statement, DocumentQuery query, int? until, CancellationToken cancellationToken)
    {
        var filter = new FilterSql();
        var condition = until is null ? null : Condition(query, filter);
        Parameter[] window = until is null ? [] : [Integer("until", until)];
        return await database.ListAsync(
            statement with { Filter = condition },
            row => row.Int32("document_no"),
            cancellationToken,
            [
                Bigint("batch", query.BatchId),
                Integer("after", query.After),
                Text("search", query.Search),
                Integer("limit", query.Limit + 1),
                .. window,
                .. filter.Parameters,
            ]);
    }

    private async Task<IReadOnlyList<int>?> SortAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        var skip = query.Skip;
        foreach (var (part, order) in SortOrder.Parts(query))
        {
            var filter = new FilterSql(SortOrder.KeyOf(query));
            var condition = $"{Condition(query, filter)} and {part}";
            var statement = new Query(SortOrder.StatementOf(query)) { Filter = condition, Order = order(filter) };
            var found = await InTimeAsync(
                statement,
                row => row.Int32("document_no"),
                [
                    Bigint("batch", query.BatchId),
                    Text("search", query.Search),
                    Integer("skip", skip),
                    Integer("limit", query.Limit + 1 - numbers.Count),
                    .. filter.Parameters,
                ],
                cancellationToken);
            if (found is null) return null;
            numbers.AddRange(found);
            if (numbers.Count > query.Limit) break;
            if (SortOrder.IsWhole(query)) continue;

            // What is passed over of the next part is what this one was too short for.
            if (found.Count > 0) skip = 0;
            else if (skip > 0)
            {
                if (await CountAsync(query, part, 0, cancellationToken) is not var (_, total)) return null;
                skip = Math.Max(0, skip - total);
            }
        }

        return numbers;
    }

    private Task<IReadOnlyList<T>?> InTimeAsync<T>(
        Query statement, Func<Row, T> read, Parameter[] parameters, CancellationToken cancellationToken) =>
        database.InTransactionAsync<IReadOnlyList<T>?>(
            async (connection, token) =>
            {
                await connection.RunAsync("limit_time", token, Text("milliseconds", $"{MostMilliseconds}"));
                try
                {
                    return await connection.ListAsync(statement, read, token, parameters);
                }
                catch (PostgresException stopped) when (stopped.SqlState == PostgresErrorCodes.QueryCanceled)
                {
                    return null;
                }
            },
            cancellationToken);

    private static string Condition(DocumentQuery query, FilterSql filter) =>
        $"{MarkOf(query.Filter)} and {(query.Where is { } where ? filter.Condition(where) : "true")}";

    private static string MarkOf(DocumentFilter filter) => filter switch
    {
        DocumentFilter.Extracted => "r.state = 'extracted'",
        DocumentFilter.Failed => "r.state = 'failed'",
        DocumentFilter.Weak => FormattableString.Invariant($"r.confidence < {DocumentQuery.WeakBelow}"),
        DocumentFilter.Corrected => "exists (select from bulk.corrections c "
            + "where c.batch_id = r.batch_id and c.document_no = r.document_no)",
        DocumentFilter.Approved => "exists (select from bulk.approvals a "
            + "where a.batch_id = r.batch_id and a.document_no = r.document_no)",
        DocumentFilter.Open => "r.state is null",
        _ => "true",
    };

    // One statement for each: united into one with a parameter, PostgreSQL would sort all that have a mark first.
    private static string? MarkedOnly(DocumentFilter filter) => filter switch
    {
        DocumentFilter.Failed => "find_failed",
        DocumentFilter.Weak => "find_weak",
        DocumentFilter.Corrected => "find_corrected",
        DocumentFilter.Approved => "find_approved",
        _ => null,
    };
}

/// <summary>The numbers of documents that were found.</summary>
/// <param name="SearchedTo">The last one that was looked at; null where all were.</param>
internal sealed record FoundDocuments(IReadOnlyList<int> Numbers, int? SearchedTo);
