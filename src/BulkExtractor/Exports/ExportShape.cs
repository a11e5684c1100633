using BulkExtractor.Schema;

namespace BulkExtractor.Exports;

/// <summary>What the rows of an export have in common.</summary>
/// <param name="Columns">The user's own columns.</param>
public sealed record ExportShape(IReadOnlyList<string> Columns, FieldSchema Fields);
