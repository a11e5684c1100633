namespace BulkExtractor.Postgres;

/// <summary>What background jobs should be asked for, by the rows that stand for it.</summary>
public sealed class PostgresJobRequests(Database database)
{
    /// <summary>The batches that nobody has split to the end yet.</summary>
    public Task<IReadOnlyList<long>> ListUnsplitAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_unsplit", row => row.GetInt64(0), cancellationToken);

    /// <summary>The nightly runs that take their inbox.</summary>
    public Task<IReadOnlyList<long>> ListTakingAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_taking_runs", row => row.GetInt64(0), cancellationToken);
}
