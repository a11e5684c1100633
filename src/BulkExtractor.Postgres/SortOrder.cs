using BulkExtractor.Filters;
using BulkExtractor.Review;

namespace BulkExtractor.Postgres;

/// <summary>How documents are sorted: what an index gives in its order is read in parts, others are sorted.</summary>
internal static class SortOrder
{
    /// <summary>The statement that reads in that order.</summary>
    public static string StatementOf(DocumentQuery query) => IsByKey(query) ? "find_by_key" : "find_sorted";

    /// <summary>What a document's key is in that statement.</summary>
    public static string KeyOf(DocumentQuery query) => IsByKey(query) ? "d.key" : FilterSql.KeyOfResult;

    /// <summary>Whether it is one part.</summary>
    public static bool IsWhole(DocumentQuery query) => Parts(query).Count == 1;

    /// <summary>The parts one after the other: which documents, and their order.</summary>
    public static IReadOnlyList<(string Condition, Func<FilterSql, string> Order)> Parts(DocumentQuery query)
    {
        var down = query.Descending ? " desc" : "";
        return query.Sort!.Source switch
        {
            FilterSource.Key => [("true", _ => $"d.key collate \"C\"{down}, d.document_no{down}")],
            FilterSource.Confidence => Known("r.confidence", down),
            FilterSource.Model => Known("r.model", down, " collate \"C\""),
            FilterSource.State => query.Descending ? [Failed, Extracted] : [Extracted, Failed],
            _ => [("true", filter => $"{filter.Order(query.Sort)}{down} nulls last, r.document_no")],
        };
    }

    private static (string, Func<FilterSql, string>) Extracted => ("r.state = 'extracted'", _ => "r.document_no");

    private static (string, Func<FilterSql, string>) Failed => ("r.state = 'failed'", _ => "r.document_no");

    // Missing values come last either way, which no index gives.
    private static IReadOnlyList<(string, Func<FilterSql, string>)> Known(
        string column, string down, string collation = "") =>
    [
        ($"{column} is not null", _ => $"{column}{collation}{down}, r.document_no{down}"),
        ($"{column} is null", _ => "r.document_no"),
    ];

    private static bool IsByKey(DocumentQuery query) => query.Sort!.Source is FilterSource.Key;
}
