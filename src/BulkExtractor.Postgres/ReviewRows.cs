using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Review;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Reads rows of documents as they are reviewed.</summary>
internal static class ReviewRows
{
    public static DocumentRow ReadRow(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3))
        {
            Fields = Json(row, 4)?.AsObject(),
            Model = row.IsDBNull(5) ? null : row.GetString(5),
            Confidence = row.IsDBNull(6) ? null : row.GetDouble(6),
            Error = row.IsDBNull(7) ? null : row.GetString(7),
            Cached = row.GetBoolean(8),
            ApprovedAt = row.IsDBNull(9) ? null : new DateTimeOffset(row.GetDateTime(9)),
            Corrections = row.GetInt32(10),
        };

    public static ReviewedDocument ReadDetail(
        NpgsqlDataReader row, DocumentRow document, IReadOnlyList<Correction> corrections) => new(document)
        {
            Columns = row.GetFieldValue<string[]>(0),
            Repairs = JsonSerializer.Deserialize<string[]>(row.GetString(1))!,
            Grounding = Json(row, 2)?.AsObject(),
            Flags = JsonSerializer.Deserialize<string[]>(row.GetString(3))!,
            HasPicture = row.GetBoolean(4),
            Previous = row.IsDBNull(5) ? null : row.GetInt32(5),
            Next = row.IsDBNull(6) ? null : row.GetInt32(6),
            Said = Said.Read(JsonNode.Parse(row.GetString(7))!.AsArray()),
            Choice = row.IsDBNull(8) ? null : row.GetString(8),
            Corrections = corrections,
        };

    public static Correction ReadCorrection(NpgsqlDataReader row) =>
        new(row.GetString(0), Json(row, 1), Json(row, 2), new DateTimeOffset(row.GetDateTime(3)));

    public static (int DocumentNo, GoldDocument Gold) ReadGold(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new GoldDocument(row.GetString(1), row.GetString(2), JsonNode.Parse(row.GetString(3))!.AsObject()));

    private static JsonNode? Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonNode.Parse(row.GetString(column));
}
