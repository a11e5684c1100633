using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Where a chunk stands, with one of its answers; a chunk without any has one row of nothing.</summary>
internal sealed record ChunkAnswer(long BatchId, int DocumentNo, long ChunkId, string State, string? Problem)
{
    public int? Look { get; private init; }

    public string? Fields { get; private init; }

    public string? Repairs { get; private init; }

    public long? AttemptId { get; private init; }

    public string? ModelKey { get; private init; }

    public string? Model { get; private init; }

    public Evidence Evidence { get; private init; } = Evidence.Nothing;

    public IReadOnlyList<string>? Asked { get; private init; }

    public bool Further { get; private init; }

    /// <summary>The answer as a vote counts it.</summary>
    public Opinion Opinion => new(ModelKey ?? "", Model ?? "", JsonNode.Parse(Fields!)!.AsObject(), Evidence)
    {
        Asked = Asked,
        Further = Further,
    };

    public static ChunkAnswer Read(NpgsqlDataReader row)
    {
        var chunk = new ChunkAnswer(
            row.GetInt64(0),
            row.GetInt32(1),
            row.GetInt64(2),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4));
        if (row.IsDBNull(5)) return chunk;
        return chunk with
        {
            Look = row.GetInt32(5),
            Fields = row.GetString(6),
            Repairs = row.GetString(7),
            AttemptId = row.GetInt64(8),
            ModelKey = row.IsDBNull(9) ? null : row.GetString(9),
            Model = row.IsDBNull(10) ? null : row.GetString(10),
            Evidence = ReadEvidence(row.GetString(11), row.GetString(12)),
            Asked = row.IsDBNull(13) ? null : row.GetFieldValue<string[]>(13),
            Further = row.GetBoolean(14),
        };
    }

    // Broken rules are told of the document as a whole, once it is complete.
    private static Evidence ReadEvidence(string grounding, string flags) => Evidence.Of(
        EvidenceJson.Read(JsonNode.Parse(grounding)!.AsObject()),
        [.. JsonSerializer.Deserialize<string[]>(flags)!.Where(flag => flag.StartsWith('/'))]);
}
