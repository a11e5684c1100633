using BulkExtractor.Pipeline;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The deadlines of batches, in PostgreSQL.</summary>
public sealed class PostgresDeadlineStore(Database database) : IDeadlineStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<(long BatchId, DateTimeOffset Deadline)>> ListAsync(
        IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_deadlines",
            row => (row.Int64("batch_id"), row.Instant("deadline")),
            cancellationToken,
            Texts("accounts", accounts));

    /// <inheritdoc/>
    public Task SetOnTimeAsync(long batchId, bool onTime, CancellationToken cancellationToken) =>
        database.RunAsync("set_on_time", cancellationToken, Bigint("batch", batchId), Boolean("on_time", onTime));
}
