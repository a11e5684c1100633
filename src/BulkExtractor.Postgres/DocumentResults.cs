using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes what became of documents.</summary>
internal static class DocumentResults
{
    public static async Task AddAsync(
        NpgsqlConnection connection, IReadOnlyList<DocumentResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0) return;
        await connection.RunAsync(
            "add_results",
            cancellationToken,
            Bigints("batches", results.Select(result => result.BatchId)),
            Integers("documents", results.Select(result => result.DocumentNo)),
            Texts("states", results.Select(result => result.Fields is null ? "failed" : "extracted")),
            Texts("fields", results.Select(result => result.Fields)),
            Texts("repairs", results.Select(result => result.Repairs)),
            Texts("errors", results.Select(result => result.Error)),
            Texts("models", results.Select(result => result.Model)),
            Bigints("attempts", results.Select(result => result.AttemptId)),
            Texts("groundings", results.Select(result => result.Grounding)),
            Texts("flags", results.Select(result => result.Flags)),
            Doubles("confidences", results.Select(result => result.Confidence)),
            Texts("said", results.Select(result => result.Said)));
    }
}
