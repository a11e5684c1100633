using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The files of inboxes in PostgreSQL.</summary>
public sealed class PostgresInboxFileStore(Database database) : IInboxFileStore
{
    /// <inheritdoc/>
    public async Task<InboxFile> AddAsync(
        long runId, string name, JobScheduleExport? wish, CancellationToken cancellationToken)
    {
        var ids = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "add_inbox_file",
                row => row.GetInt64(0),
                token,
                Bigint("run", runId),
                Text("name", name),
                Text("format", wish?.Format),
                Text("wish", wish?.To)),
            cancellationToken);
        return new InboxFile(ids[0], runId, name) { Export = wish };
    }

    /// <inheritdoc/>
    public async Task<InboxFile?> FindAsync(long fileId, CancellationToken cancellationToken)
    {
        var found = await ListAsync(fileId, null, null, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

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
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "reject_inbox_file", token, Bigint("file", fileId), Text("reason", reason)),
            cancellationToken);

    /// <inheritdoc/>
    public Task SettleAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeAsync("settle_inbox_file", fileId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> AskExportsAsync(CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync("ask_exports", row => row.GetInt64(0), token),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> ReserveExportAsync(long fileId, string path, CancellationToken cancellationToken)
    {
        var places = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "reserve_export", row => row.GetString(0), token, Bigint("file", fileId), Text("path", path)),
            cancellationToken);
        return places.Count == 0 ? null : places[0];
    }

    /// <inheritdoc/>
    public Task EndExportAsync(long fileId, CancellationToken cancellationToken) =>
        ChangeAsync("end_export", fileId, cancellationToken);

    private Task ChangeAsync(string statement, long fileId, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(statement, token, Bigint("file", fileId)),
            cancellationToken);

    private async Task<IReadOnlyList<InboxFile>> ListAsync(
        long? fileId, long? runId, string? job, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "list_inbox_files", ReadFile, token, Bigint("file", fileId), Bigint("run", runId), Text("job", job)),
            cancellationToken);

    private static InboxFile ReadFile(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetString(2))
    {
        BatchId = row.IsDBNull(3) ? null : row.GetInt64(3),
        Reason = TextOrNull(row, 4),
        SettledAt = InstantOrNull(row, 5),
        Export = row.IsDBNull(7) ? null : new JobScheduleExport(row.GetString(6), row.GetString(7)),
        ExportPath = TextOrNull(row, 8),
        ExportedAt = InstantOrNull(row, 9),
        BatchState = TextOrNull(row, 10),
    };

    private static string? TextOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column));
}
