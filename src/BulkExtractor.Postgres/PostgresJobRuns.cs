using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>When jobs ran, and what was asked then.</summary>
public sealed class PostgresJobRuns(Database database)
{
    /// <summary>The latest run of a job; null when it never ran.</summary>
    public Task<LastBatch?> FindLastAsync(string job, CancellationToken cancellationToken) =>
        database.FindAsync(
            "read_last_run",
            row => new LastBatch(
                row.Int64("batch_id"),
                row.Instant("created_at"),
                row.Int32("document_count"),
                DefinitionJson.Read(row.Text("body"))),
            cancellationToken,
            Text("job", job));
}
