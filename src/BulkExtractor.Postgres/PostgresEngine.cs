using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Which engine runs a database's background jobs, and what it should have been asked for.</summary>
public sealed class PostgresEngine(Database database)
{
    /// <summary>The engine that ran them last; null when no worker said so yet.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await database.ListAsync("read_engine", row => row.GetString(0), cancellationToken)
            is [var name] ? name : null;

    /// <summary>Notes the engine that runs them from now on.</summary>
    public Task NoteAsync(string engine, CancellationToken cancellationToken) =>
        database.RunAsync("note_engine", cancellationToken, Text("engine", engine));

    /// <summary>Another engine whose workers are still there; null when there is none.</summary>
    public async Task<string?> FindOtherAsync(string engine, CancellationToken cancellationToken) =>
        await database.ListAsync(
            "find_other_engine", row => row.GetString(0), cancellationToken, Text("engine", engine))
            is [var other] ? other : null;

    /// <summary>The batches that nobody has split to the end yet.</summary>
    public Task<IReadOnlyList<long>> ListUnsplitAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_unsplit", row => row.GetInt64(0), cancellationToken);

    /// <summary>The nightly runs that take their inbox.</summary>
    public Task<IReadOnlyList<long>> ListTakingAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_taking_runs", row => row.GetInt64(0), cancellationToken);

    /// <summary>Lets exports that another engine was asked for be asked for anew.</summary>
    public Task ForgetExportsAsync(CancellationToken cancellationToken) =>
        database.RunAsync("forget_asked_exports", cancellationToken);
}
