using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The files of inboxes in PostgreSQL.</summary>
public sealed class PostgresInboxFileStore(Database database) : IInboxFileStore
{
    /// <inheritdoc/>
    public async Task<InboxFile> AddAsync(
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
    public async Task<InboxFile?> FindAsync(long fileId, CancellationToken cancellationToken) =>
        (await ListAsync(fileId, null, null, cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboxFile>> ListAsync(long runId, CancellationToken cancellationToken) =>
        ListAsync(null, runId, null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboxFile>> ListUnsettledAsync(string job, CancellationToken cancellationToken) =>
        ListAsync(null, null, job, cancellationToken);

    /// <inheritdoc/>
    public Task DropAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeAsync("drop_inbox_file", fileId, cancellationToken);

    /// <inheritdoc/>
    public Task RejectAsync(long fileId, string reason, CancellationToken cancellationToken) =>
        database.RunAsync("reject_inbox_file", cancellationToken, Bigint("file", fileId), Text("reason", reason));

    /// <inheritdoc/>
    public Task SettleAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeAsync("settle_inbox_file", fileId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> AskExportsAsync(CancellationToken cancellationToken) =>
        database.ListAsync("ask_exports", row => row.Int64("file_id"), cancellationToken);

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
        ChangeAsync("end_export", fileId, cancellationToken);

    private Task<int> ChangeAsync(string statement, long fileId, CancellationToken cancellationToken) =>
        database.RunAsync(statement, cancellationToken, Bigint("file", fileId));

    private Task<IReadOnlyList<InboxFile>> ListAsync(
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
