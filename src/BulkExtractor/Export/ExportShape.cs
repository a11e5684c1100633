using BulkExtractor.Jobs;

namespace BulkExtractor.Export;

/// <summary>What the rows of an export have in common.</summary>
/// <param name="Columns">The user's own columns.</param>
public sealed record ExportShape(IReadOnlyList<string> Columns, FieldSchema Fields);
