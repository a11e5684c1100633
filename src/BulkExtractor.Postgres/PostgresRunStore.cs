using BulkExtractor.Schedules;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Runs of schedules in PostgreSQL.</summary>
public sealed class PostgresRunStore(Database database) : IRunStore
{
    /// <inheritdoc/>
    public Task<long?> AskAsync(
        string job, string folder, bool byHand, CancellationToken cancellationToken) =>
        database.FindAsync(
            "ask_run",
            row => (long?)row.Int64("run_id"),
            cancellationToken,
            Text("job", job),
            Text("folder", folder),
            Boolean("by_hand", byHand));

    /// <inheritdoc/>
    public Task<ScheduleRun?> FindAsync(long runId, CancellationToken cancellationToken) =>
        database.FindAsync("list_runs", ReadRun, cancellationToken, Bigint("run", runId), Text("job", null));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleRun>> ListNewestAsync(string? job, CancellationToken cancellationToken) =>
        database.ListAsync("list_runs", ReadRun, cancellationToken, Bigint("run", null), Text("job", job));

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListTakingAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_taking_runs", row => row.Int64("run_id"), cancellationToken);

    /// <inheritdoc/>
    public Task EndTakingAsync(long runId, CancellationToken cancellationToken) =>
        database.RunAsync("end_taking", cancellationToken, Bigint("run", runId));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> AdvanceAsync(CancellationToken cancellationToken)
    {
        await database.RunAsync("advance_runs", cancellationToken);
        return await database.ListAsync("start_waiting_runs", row => row.Int64("run_id"), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        database.SingleAsync("count_open_runs", row => row.Int32("run_count"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PauseAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("pause_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync("resume_schedule", job, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListPausedAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_paused_schedules", row => row.Text("job"), cancellationToken);

    private async Task<bool> ChangeAsync(string statement, string job, CancellationToken cancellationToken) =>
        await database.RunAsync(statement, cancellationToken, Text("job", job)) > 0;

    private static ScheduleRun ReadRun(Row row) => new(
        row.Int64("run_id"),
        row.Text("job"),
        row.Text("folder"),
        row.Text("state"),
        row.Instant("asked_at"),
        row.InstantOrNull("ended_at"));
}
