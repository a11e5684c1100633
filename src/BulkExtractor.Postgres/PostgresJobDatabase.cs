using BulkExtractor.BackgroundJobs;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>What whoever runs background jobs needs of PostgreSQL beside its own tables.</summary>
public sealed class PostgresJobDatabase(
    Database database, NpgsqlDataSource source, TimeProvider clock) : IJobDatabase
{
    // Not among the queries, since it is none that can be prepared; tell_of_job says it there.
    private const string Listen = "listen bulk_jobs";

    private static readonly TimeSpan BetweenListeners = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ILockSession OpenLocks() => new PostgresLockSession(source.OpenConnection());

    /// <inheritdoc/>
    public Task<T> RetryAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        database.RetryAsync(token => Task.Run(work, token).WaitAsync(token), cancellationToken);

    /// <inheritdoc/>
    public bool Passes(Exception problem) => DatabaseErrors.PassesAtOpening(problem);

    /// <inheritdoc/>
    public void TellOfJob()
    {
        using var connection = source.OpenConnection();
        using var command = connection.Prepare("tell_of_job");
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    /// <remarks>While the database is away nobody says anything: whoever hears nothing looks now and then.</remarks>
    public async Task HearOfJobsAsync(Action told, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(told, cancellationToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException)
            {
                await Task.Delay(BetweenListeners, clock, cancellationToken);
            }
        }
    }

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

    private async Task ListenAsync(Action told, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => told();
        await using (var listen = new NpgsqlCommand(Listen, connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        told(); // of what was asked for before
        while (true) await connection.WaitAsync(cancellationToken);
    }
}
