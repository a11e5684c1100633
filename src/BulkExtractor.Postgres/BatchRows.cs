using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BulkExtractor.Batches;
using BulkExtractor.Export;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Jobs;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Reads rows of batches and results.</summary>
internal static class BatchRows
{
    private static readonly JsonSerializerOptions SettingsFormat = new()
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(BatchSettings settings) => JsonSerializer.Serialize(settings, SettingsFormat);

    public static BatchSettings ReadSettings(string json) =>
        JsonSerializer.Deserialize<BatchSettings>(json, SettingsFormat)!;

    /// <summary>An active batch, with what is known of its way.</summary>
    public static Batch ReadActive(NpgsqlDataReader row) => ReadBatch(row) with
    {
        WaitingFor = row.IsDBNull(4) ? null : row.GetString(4),
        OpenDocuments = row.GetInt32(5),
        OnTime = !row.IsDBNull(6) && row.GetBoolean(6),
    };

    public static Batch ReadBatch(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        DefinitionJson.Read(row.GetString(1)),
        ReadSettings(row.GetString(2)),
        row.GetFieldValue<string[]>(3));

    public static BatchProgress ReadProgress(NpgsqlDataReader row) => new()
    {
        BatchId = row.GetInt64(0),
        Job = row.GetString(1),
        Source = row.GetString(2),
        State = row.GetString(3),
        WaitingFor = row.IsDBNull(4) ? null : row.GetString(4),
        Documents = row.GetInt32(5),
        Extracted = row.GetInt32(6),
        Failed = row.GetInt32(7),
        Cached = row.GetInt32(8),
        Simulated = row.GetBoolean(9),
        CreatedAt = new DateTimeOffset(row.GetDateTime(10)),
        FinishedAt = row.IsDBNull(11) ? null : new DateTimeOffset(row.GetDateTime(11)),
        Requests = row.GetInt32(12),
        Wasted = row.GetInt32(13),
        Cost = row.GetDecimal(14),
        MaxCost = row.GetDecimal(15),
        Deadline = row.IsDBNull(16) ? null : new DateTimeOffset(row.GetDateTime(16)),
        OnTime = row.IsDBNull(17) ? null : row.GetBoolean(17),
    };

    public static ExportRow ReadResult(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetFieldValue<string[]>(2),
        row.IsDBNull(4) ? null : JsonNode.Parse(row.GetString(4))!.AsObject(),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.IsDBNull(6) ? null : row.GetDouble(6),
        row.IsDBNull(7) ? null : row.GetString(7))
    {
        Grounding = row.IsDBNull(10) ? null : JsonNode.Parse(row.GetString(10))!.AsObject(),
        Choice = row.IsDBNull(13) ? null : row.GetString(13),
        Flags = row.IsDBNull(11) ? [] : JsonSerializer.Deserialize<string[]>(row.GetString(11))!,
        Said = row.IsDBNull(12) ? [] : Said.Read(JsonNode.Parse(row.GetString(12))!.AsArray()),
    };
}
