using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Exports;

/// <summary>What the rows of an export have in common.</summary>
/// <param name="Columns">The user's own columns.</param>
public sealed record ExportShape(IReadOnlyList<string> Columns, FieldSchema Fields)
{
    /// <summary>How a CSV is written; null where the input does not say it.</summary>
    public CsvDialect? Dialect { get; init; }
}
