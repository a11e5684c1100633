using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Runs of schedules and the files that they take, in PostgreSQL.</summary>
public sealed class PostgresScheduleStore(Database database) : IScheduleStore
{
    /// <inheritdoc/>
    public Task<long?> AskAsync(AskedRun run, CancellationToken cancellationToken) =>
        database.FindAsync("ask_run", row => (long?)row.Int64("run_id"), cancellationToken, ParametersOf(run));

    /// <inheritdoc/>
    public Task<bool> TellMissedAsync(AskedRun run, MissedRun missed, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async (connection, token) =>
            {
                var told = await connection.FindAsync(
                    "tell_missed_run",
                    row => (long?)row.Int64("notice_id"),
                    token,
                    Text("job", run.Job),
                    Text("notify", NotifyTarget.Write(run.Notify)),
                    Instant("due", missed.DueAt),
                    Instant("next", missed.NextAt),
                    Boolean("runs", missed.RunsNow));
                if (told is not null && missed.RunsNow)
                    await connection.RunAsync("ask_run", token, ParametersOf(run));
                return told is not null;
            },
            cancellationToken);

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

    /// <inheritdoc/>
    public async Task<InboxFile> AddFileAsync(
        long runId, string name, JobScheduleExport? wish, CancellationToken cancellationToken)
    {
        var id = await database.SingleAsync(
            "add_inbox_file",
            row => row.Int64("file_id"),
            cancellationToken,
            Bigint("run", runId),
            Text("name", name),
            Text("format", wish?.Format),
            Text("wish", wish?.To));
        return new InboxFile(id, runId, name) { Export = wish };
    }

    /// <inheritdoc/>
    public async Task<InboxFile?> FindFileAsync(long fileId, CancellationToken cancellationToken) =>
        (await ListFilesAsync(fileId, null, null, cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboxFile>> ListFilesAsync(long runId, CancellationToken cancellationToken) =>
        ListFilesAsync(null, runId, null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboxFile>> ListUnsettledFilesAsync(string job, CancellationToken cancellationToken) =>
        ListFilesAsync(null, null, job, cancellationToken);

    /// <inheritdoc/>
    public Task DropFileAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeFileAsync("drop_inbox_file", fileId, cancellationToken);

    /// <inheritdoc/>
    public Task RejectFileAsync(long fileId, string reason, CancellationToken cancellationToken) =>
        database.RunAsync("reject_inbox_file", cancellationToken, Bigint("file", fileId), Text("reason", reason));

    /// <inheritdoc/>
    public Task SettleFileAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeFileAsync("settle_inbox_file", fileId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListDueExportsAsync(CancellationToken cancellationToken) =>
        database.ListAsync("list_due_exports", row => row.Int64("file_id"), cancellationToken);

    /// <inheritdoc/>
    public Task NoteAskedExportAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeFileAsync("note_asked_export", fileId, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ReserveExportAsync(long fileId, string path, CancellationToken cancellationToken) =>
        database.FindAsync(
            "reserve_export",
            row => row.Text("export_path"),
            cancellationToken,
            Bigint("file", fileId),
            Text("path", path));

    /// <inheritdoc/>
    public Task EndExportAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeFileAsync("end_export", fileId, cancellationToken);

    private async Task<bool> ChangeAsync(string statement, string job, CancellationToken cancellationToken) =>
        await database.RunAsync(statement, cancellationToken, Text("job", job)) > 0;

    private static Parameter[] ParametersOf(AskedRun run) =>
    [
        Text("job", run.Job),
        Text("folder", run.Folder),
        Boolean("by_hand", run.ByHand),
        Text("notify", NotifyTarget.Write(run.Notify)),
    ];

    private static ScheduleRun ReadRun(Row row) => new(
        row.Int64("run_id"),
        row.Text("job"),
        row.Text("folder"),
        row.Text("state"),
        row.Instant("asked_at"),
        row.InstantOrNull("ended_at"));

    private Task<int> ChangeFileAsync(string statement, long fileId, CancellationToken cancellationToken) =>
        database.RunAsync(statement, cancellationToken, Bigint("file", fileId));

    private Task<IReadOnlyList<InboxFile>> ListFilesAsync(
        long? fileId, long? runId, string? job, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_inbox_files",
            ReadFile,
            cancellationToken,
            Bigint("file", fileId),
            Bigint("run", runId),
            Text("job", job));

    private static InboxFile ReadFile(Row row) => new(row.Int64("file_id"), row.Int64("run_id"), row.Text("name"))
    {
        BatchId = row.Int64OrNull("batch_id"),
        Reason = row.TextOrNull("reason"),
        SettledAt = row.InstantOrNull("settled_at"),
        Export = row.TextOrNull("export_wish") is { } wish
            ? new JobScheduleExport(row.Text("export_format"), wish)
            : null,
        ExportPath = row.TextOrNull("export_path"),
        ExportedAt = row.InstantOrNull("exported_at"),
        BatchState = row.TextOrNull("batch_state"),
    };
}
