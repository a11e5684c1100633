using BulkExtractor.BackgroundJobs;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>What whoever runs background jobs needs of PostgreSQL beside its own tables.</summary>
public sealed class PostgresJobDatabase(Database database, NpgsqlDataSource source) : IJobDatabase
{
    /// <inheritdoc/>
    public ILockSession OpenLocks() => new PostgresLockSession(source.OpenConnection());

    /// <inheritdoc/>
    public Task<T> RetryAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        database.RetryAsync(token => Task.Run(work, token).WaitAsync(token), cancellationToken);

    /// <inheritdoc/>
    public bool Passes(Exception problem) => DatabaseErrors.PassesAtOpening(problem);

    /// <inheritdoc/>
    public OpenWork CountOpen()
    {
        using var connection = source.OpenConnection();
        using var command = connection.Prepare("count_open");
        using var reader = command.ExecuteReader();
        reader.Read();
        var row = new Row(reader);
        return new OpenWork(row.Int32("batch_count"), row.Int64("chunk_count"));
    }
}
