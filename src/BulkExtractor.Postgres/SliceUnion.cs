using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.Jobs;
using BulkExtractor.Pipeline;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Ends documents with the answers that are kept, once no slice of them is open.</summary>
internal sealed class SliceUnion(NpgsqlConnection connection, IReadOnlyList<AttemptResult> attempts)
{
    public async Task<IReadOnlyList<DocumentResult>> ReadAsync(
        IReadOnlyList<(long BatchId, int DocumentNo)> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return [];

        var slices = await connection.ListAsync(
            "read_slices",
            ReadSlice,
            cancellationToken,
            Bigints("batches", documents.Select(document => document.BatchId)),
            Integers("documents", documents.Select(document => document.DocumentNo)));
        return
        [
            .. slices.GroupBy(slice => (slice.BatchId, slice.DocumentNo))
                .Where(document => document.All(slice => slice.State is "answered" or "failed"))
                .Select(document => Unite([.. document])),
        ];
    }

    private DocumentResult Unite(IReadOnlyList<SliceAnswer> slices)
    {
        var last = attempts.Last(attempt => attempt.BatchId == slices[0].BatchId);
        var result = new DocumentResult(slices[0].BatchId, slices[0].DocumentNo)
        {
            Model = slices.Select(slice => slice.Model).FirstOrDefault(model => model is not null) ?? last.Pack.Model.Id,
            AttemptId = slices.Select(slice => slice.AttemptId).LastOrDefault(id => id is not null) ?? last.AttemptId,
        };
        var failed = slices.Select((slice, place) => (slice, place)).FirstOrDefault(s => s.slice.State == "failed");
        return failed.slice is null
            ? result with { Fields = Merged(last.Pack.Definition.Fields, slices), Repairs = Repairs(slices) }
            : result with { Error = $"slice {failed.place + 1} of {slices.Count}: {failed.slice.Problem}" };
    }

    private static string Merged(FieldSchema schema, IReadOnlyList<SliceAnswer> slices) =>
        Merge.FirstFound(schema, [.. slices.Select(slice => JsonNode.Parse(slice.Fields!)!.AsObject())])
            .ToJsonString();

    private static string Repairs(IEnumerable<SliceAnswer> slices) =>
        JsonSerializer.Serialize(slices.SelectMany(s => JsonSerializer.Deserialize<string[]>(s.Repairs!) ?? []));

    private static SliceAnswer ReadSlice(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.IsDBNull(6) ? null : row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetString(7));

    private sealed record SliceAnswer(
        long BatchId,
        int DocumentNo,
        string State,
        string? Problem,
        string? Fields,
        string? Repairs,
        long? AttemptId,
        string? Model);
}
