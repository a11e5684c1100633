using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Lets one transaction at a time decide about a document.</summary>
internal static class DocumentLocks
{
    /// <summary>Takes the locks before anything else of the batch runs; they end with the transaction.</summary>
    public static void Take(StatementBatch batch, IReadOnlyCollection<(long BatchId, int DocumentNo)> documents)
    {
        if (documents.Count == 0) return;
        batch.AddReading(
            "lock_documents",
            _ => true,
            Texts("documents", documents.Select(document => $"{document.BatchId}/{document.DocumentNo}")));
    }
}
