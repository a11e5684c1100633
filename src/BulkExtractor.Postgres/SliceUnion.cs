using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;
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
            ? Merged(result, last.Pack.Definition, slices)
            : result with { Error = $"slice {failed.place + 1} of {slices.Count}: {failed.slice.Problem}" };
    }

    private static DocumentResult Merged(
        DocumentResult result, Definition definition, IReadOnlyList<SliceAnswer> slices)
    {
        JsonObject[] fields = [.. slices.Select(slice => JsonNode.Parse(slice.Fields!)!.AsObject())];
        var merged = Merge.FirstFound(definition.Fields, fields);
        var evidence = MergedEvidence.Of(merged, [.. fields.Zip(slices, (said, slice) => (said, slice.Evidence))])
            .Breaking(RuleProblem.All(definition.Rules, merged));
        return result with
        {
            Fields = merged.ToJsonString(),
            Repairs = Repairs(slices),
            Grounding = AnswerJson.Grounding(evidence),
            Flags = AnswerJson.Flags(evidence),
            Confidence = evidence.Confidence,
        };
    }

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
        row.IsDBNull(7) ? null : row.GetString(7))
    {
        Evidence = row.IsDBNull(8) ? Evidence.Nothing : ReadEvidence(row.GetString(8), row.GetString(9)),
    };

    private static Evidence ReadEvidence(string grounding, string flags) => new(
        EvidenceJson.Read(JsonNode.Parse(grounding)!.AsObject()),
        JsonSerializer.Deserialize<string[]>(flags) ?? []);

    private sealed record SliceAnswer(
        long BatchId,
        int DocumentNo,
        string State,
        string? Problem,
        string? Fields,
        string? Repairs,
        long? AttemptId,
        string? Model)
    {
        public required Evidence Evidence { get; init; }
    }
}
