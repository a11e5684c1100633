using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Lets one transaction at a time unite the answers about a document.</summary>
internal static class DocumentLocks
{
    public static Task TakeAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<(long BatchId, int DocumentNo)> documents,
        CancellationToken cancellationToken) =>
        documents.Count == 0
            ? Task.CompletedTask
            : connection.RunAsync(
                "lock_documents",
                cancellationToken,
                Texts("documents", documents.Select(document => $"{document.BatchId}/{document.DocumentNo}")));
}
