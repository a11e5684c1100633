using System.Text.Json.Nodes;
using BulkExtractor.Jobs;

namespace BulkExtractor.Export;

/// <summary>What an export looks like: the user's own columns, then the job's fields.</summary>
public sealed record ExportShape(IReadOnlyList<string> Columns, FieldSchema Fields);

/// <summary>One document in an export.</summary>
public sealed record ExportRow(
    int DocumentNo,
    string Key,
    IReadOnlyList<string> Columns,
    JsonObject? Fields,
    string? Model,
    double? Confidence,
    string? Error);
