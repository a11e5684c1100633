using BulkExtractor.Forecast;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The deadlines of batches, in PostgreSQL.</summary>
public sealed class PostgresDeadlineStore(Database database) : IDeadlineStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_deadlines",
                row => (row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1))),
                token,
                Texts("accounts", accounts)),
            cancellationToken);

    /// <inheritdoc/>
    public Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "set_on_time", token, Bigint("batch", batchId), Boolean("on_time", onTime)),
            cancellationToken);
}
