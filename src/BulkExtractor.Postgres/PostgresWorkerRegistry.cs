using BulkExtractor.Pipeline;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Workers in PostgreSQL.</summary>
public sealed class PostgresWorkerRegistry(Database database) : IWorkerRegistry
{
    /// <inheritdoc/>
    public async Task<long> AddAsync(
        IReadOnlyList<string> accounts, long? onlyBatch, CancellationToken cancellationToken)
    {
        var ids = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "add_worker",
                row => row.GetInt64(0),
                token,
                Text("host", Environment.MachineName),
                Integer("process", Environment.ProcessId),
                Texts("accounts", accounts),
                Bigint("batch", onlyBatch)),
            cancellationToken);
        return ids[0];
    }

    /// <inheritdoc/>
    public Task KeepAsync(long workerId, CancellationToken cancellationToken) =>
        ChangeAsync("keep_worker", workerId, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(long workerId, CancellationToken cancellationToken) =>
        ChangeAsync("remove_worker", workerId, cancellationToken);

    /// <inheritdoc/>
    public async Task<int> CountAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var counts = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "find_workers", row => row.GetInt32(0), token, Texts("accounts", accounts)),
            cancellationToken);
        return counts[0];
    }

    /// <inheritdoc/>
    public async Task<int> CountAllAsync(bool realOnly, CancellationToken cancellationToken)
    {
        var counts = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "count_workers", row => row.GetInt32(0), token, Boolean("real_only", realOnly)),
            cancellationToken);
        return counts[0];
    }

    private Task ChangeAsync(string statement, long workerId, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(statement, token, Bigint("worker", workerId)),
            cancellationToken);
}
