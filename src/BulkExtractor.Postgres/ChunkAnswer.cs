using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Recording;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Where a chunk stands, with one of its answers; a chunk without any has one row of nothing.</summary>
internal sealed record ChunkAnswer(long BatchId, int DocumentNo, AskedChunk Chunk, Vote? Answer)
{
    public static ChunkAnswer Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        new AskedChunk(row.GetInt64(2), new Question { No = row.GetInt32(15) }, StateOf(row.GetString(3)))
        {
            Problem = row.IsDBNull(4) ? null : row.GetString(4),
        },
        row.IsDBNull(5) ? null : ReadVote(row));

    /// <summary>How a chunk stands by its state in the database.</summary>
    public static ChunkState StateOf(string state) => state switch
    {
        "answered" => ChunkState.Answered,
        "failed" => ChunkState.Failed,
        _ => ChunkState.Open,
    };

    private static Vote ReadVote(NpgsqlDataReader row) => new(
        row.IsDBNull(9) ? "" : row.GetString(9),
        row.IsDBNull(10) ? "" : row.GetString(10),
        JsonNode.Parse(row.GetString(6))!.AsObject(),
        Vote.WithoutRules(Evidence.Of(
            EvidenceJson.Read(JsonNode.Parse(row.GetString(11))!.AsObject()),
            JsonSerializer.Deserialize<string[]>(row.GetString(12))!)))
    {
        QuestionNo = row.GetInt32(5),
        AttemptId = row.GetInt64(8),
        AskedFields = row.IsDBNull(13) ? null : row.GetFieldValue<string[]>(13),
        IsForFurtherItems = row.GetBoolean(14),
        Repairs = JsonSerializer.Deserialize<string[]>(row.GetString(7))!,
    };
}
