using BulkExtractor.Pipeline;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Workers in PostgreSQL.</summary>
public sealed class PostgresWorkerRegistry(Database database) : IWorkerRegistry
{
    /// <inheritdoc/>
    public Task<long> AddAsync(
        IReadOnlyList<string> accounts, long? onlyBatch, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "add_worker",
            row => row.Int64("worker_id"),
            cancellationToken,
            Text("host", Environment.MachineName),
            Integer("process", Environment.ProcessId),
            Texts("accounts", accounts),
            Bigint("batch", onlyBatch));

    /// <inheritdoc/>
    public Task KeepAsync(long workerId, CancellationToken cancellationToken) =>
        ChangeAsync("keep_worker", workerId, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(long workerId, CancellationToken cancellationToken) =>
        ChangeAsync("remove_worker", workerId, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "find_workers", row => row.Int32("worker_count"), cancellationToken, Texts("accounts", accounts));

    /// <inheritdoc/>
    public Task<int> CountAllAsync(bool realOnly, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "count_workers", row => row.Int32("worker_count"), cancellationToken, Boolean("real_only", realOnly));

    /// <inheritdoc/>
    public Task<int> CountHereAsync(CancellationToken cancellationToken) =>
        database.SingleAsync(
            "count_workers_here",
            row => row.Int32("worker_count"),
            cancellationToken,
            Text("host", Environment.MachineName));

    private Task<int> ChangeAsync(string statement, long workerId, CancellationToken cancellationToken) =>
        database.RunAsync(statement, cancellationToken, Bigint("worker", workerId));
}
