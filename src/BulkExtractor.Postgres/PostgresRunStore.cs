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
        var begun = await database.ListAsync(
            "ask_run",
            row => row.GetInt64(0),
            cancellationToken,
            Text("job", job),
            Text("folder", folder),
            Boolean("by_hand", byHand));
        return begun.Count == 0 ? null : begun[0];
    }

    /// <inheritdoc/>
    public async Task<Run?> FindAsync(long runId, CancellationToken cancellationToken)
    {
        var found = await database.ListAsync(
            "list_runs", ReadRun, cancellationToken, Bigint("run", runId), Text("job", null));
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Run>> ListNewestAsync(string? job, CancellationToken cancellationToken) =>
        database.ListAsync("list_runs", ReadRun, cancellationToken, Bigint("run", null), Text("job", job));

    /// <inheritdoc/>
    public Task EndTakingAsync(long runId, CancellationToken cancellationToken) =>
        database.RunAsync("end_taking", cancellationToken, Bigint("run", runId));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> AdvanceAsync(CancellationToken cancellationToken)
    {
        await database.RunAsync("advance_runs", cancellationToken);
        return await database.ListAsync("start_waiting_runs", row => row.GetInt64(0), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        (await database.ListAsync("count_open_runs", row => row.GetInt32(0), cancellationToken))[0];

    /// <inheritdoc/>
    public Task<bool> PauseAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("pause_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("resume_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListPausedAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_paused_schedules", row => row.GetString(0), cancellationToken);

    private async Task<bool> ChangeAsync(string statement, string job, CancellationToken cancellationToken) =>
        (await database.ListAsync(statement, row => row.GetString(0), cancellationToken, Text("job", job))).Count > 0;

    private static Run ReadRun(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        new DateTimeOffset(row.GetDateTime(4)),
        row.IsDBNull(5) ? null : new DateTimeOffset(row.GetDateTime(5)));
}
