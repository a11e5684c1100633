using BulkExtractor.Schedules;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Runs of schedules in PostgreSQL.</summary>
public sealed class PostgresRunStore(Database database) : IRunStore
{
    /// <inheritdoc/>
    public async Task<long?> AskAsync(
        string job, string folder, bool byHand, CancellationToken cancellationToken)
    {
        var begun = await ListAsync(
            "ask_run",
            row => row.GetInt64(0),
            () => [Text("job", job), Text("folder", folder), Boolean("by_hand", byHand)],
            cancellationToken);
        return begun.Count == 0 ? null : begun[0];
    }

    /// <inheritdoc/>
    public async Task<Run?> FindAsync(long runId, CancellationToken cancellationToken)
    {
        var found = await ListAsync(
            "list_runs", ReadRun, () => [Bigint("run", runId), Text("job", null)], cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Run>> ListNewestAsync(string? job, CancellationToken cancellationToken) =>
        await ListAsync("list_runs", ReadRun, () => [Bigint("run", null), Text("job", job)], cancellationToken);

    /// <inheritdoc/>
    public Task EndTakingAsync(long runId, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync("end_taking", token, Bigint("run", runId)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> AdvanceAsync(CancellationToken cancellationToken)
    {
        await database.RunAsync(
            (connection, token) => (Task)connection.RunAsync("advance_runs", token), cancellationToken);
        return await ListAsync("start_waiting_runs", row => row.GetInt64(0), () => [], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        (await ListAsync("count_open_runs", row => row.GetInt32(0), () => [], cancellationToken))[0];

    /// <inheritdoc/>
    public Task<bool> PauseAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("pause_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("resume_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListPausedAsync(CancellationToken cancellationToken) =>
        await ListAsync("list_paused_schedules", row => row.GetString(0), () => [], cancellationToken);

    private async Task<bool> ChangeAsync(string statement, string job, CancellationToken cancellationToken) =>
        (await ListAsync(statement, row => row.GetString(0), () => [Text("job", job)], cancellationToken)).Count > 0;

    // Made anew for each try: a command keeps the parameters that it was given.
    private Task<List<T>> ListAsync<T>(
        string statement,
        Func<NpgsqlDataReader, T> read,
        Func<NpgsqlParameter[]> parameters,
        CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => connection.ListAsync(statement, read, token, parameters()), cancellationToken);

    private static Run ReadRun(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        new DateTimeOffset(row.GetDateTime(4)),
        row.IsDBNull(5) ? null : new DateTimeOffset(row.GetDateTime(5)));
}
