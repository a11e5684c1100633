using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>When jobs ran, and what was asked then.</summary>
public sealed class PostgresJobRuns(Database database)
{
    /// <summary>The latest run of a job; null when it never ran.</summary>
    public async Task<JobRun?> FindLastAsync(string job, CancellationToken cancellationToken)
    {
        var runs = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_last_run",
                row => new JobRun(
                    row.GetInt64(0),
                    new DateTimeOffset(row.GetDateTime(1)),
                    row.GetInt32(2),
                    DefinitionJson.Read(row.GetString(3))),
                token,
                Text("job", job)),
            cancellationToken);
        return runs.Count == 0 ? null : runs[0];
    }
}
