using BulkExtractor.Batches;

namespace BulkExtractor.Documents;

/// <summary>How a table was read.</summary>
/// <param name="Format">
/// What the table is, for people: <c>CSV</c>, <c>JSON lines</c>, <c>workbook, sheet 'March'</c>.
/// </param>
/// <param name="Columns">The header, as it stands in the file.</param>
public sealed record TableShape(string Format, IReadOnlyList<string> Columns)
{
    /// <summary>How a CSV is written; null for any other table.</summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>Whether a row may leave columns out.</summary>
    public bool IsSparse { get; init; }

    /// <summary>What its reader should know before it is believed.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
