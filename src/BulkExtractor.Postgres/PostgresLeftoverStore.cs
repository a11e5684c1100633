using BulkExtractor.Batches;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Batches that the rest of a day could help, in PostgreSQL.</summary>
public sealed class PostgresLeftoverStore(Database database) : ILeftoverStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync("list_leftovers", row => row.GetInt64(0), token),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> NoteAsync(long batchId, CancellationToken cancellationToken)
    {
        var noted = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "open_again", row => row.GetInt64(0), token, Bigint("batch", batchId)),
            cancellationToken);
        return noted.Count > 0;
    }
}
