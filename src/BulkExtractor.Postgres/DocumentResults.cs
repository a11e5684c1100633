using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes what became of documents.</summary>
internal static class DocumentResults
{
    // More than others may have counted and not committed by then; if not, the next look of a worker ends the batch.
    private const int NearTheEnd = 10_000;

    /// <summary>Adds results; the batches whose counts are to be folded once that is committed.</summary>
    public static Task<IReadOnlyList<long>> AddAsync(
        NpgsqlConnection connection, IReadOnlyList<DocumentResult> results, CancellationToken cancellationToken) =>
        results.Count == 0
            ? Task.FromResult<IReadOnlyList<long>>([])
            : connection.ListAsync("add_results", ReadBatch, cancellationToken, Parameters(results));

    /// <summary>Adds them by a statement of a batch; the same, once the batch ran.</summary>
    public static IReadOnlyList<long> Add(StatementBatch batch, IReadOnlyList<DocumentResult> results) =>
        results.Count == 0 ? [] : batch.AddReading("add_results", ReadBatch, Parameters(results));

    private static long ReadBatch(Row row) => row.Int64("batch_id");

    private static Parameter[] Parameters(IReadOnlyList<DocumentResult> results) =>
    [
        Integer("near", NearTheEnd),
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
        Texts("said", results.Select(result => result.Said)),
    ];
}
