using BulkExtractor.Submissions;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Batches that the rest of a day could help, in PostgreSQL.</summary>
public sealed class PostgresEndOfDayRetryStore(Database database) : IEndOfDayRetryStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_leftovers", row => row.Int64("batch_id"), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> NoteAsync(long batchId, CancellationToken cancellationToken) =>
        await database.RunAsync("open_again", cancellationToken, Bigint("batch", batchId)) > 0;
}
