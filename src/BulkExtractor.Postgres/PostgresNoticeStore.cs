using BulkExtractor.Jobs;
using BulkExtractor.Notices;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Notices and their ways, in PostgreSQL.</summary>
public sealed class PostgresNoticeStore(Database database) : INoticeStore
{
    private const int MostAtOnce = 100;
    private const int MostDue = 1_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ListUnspreadAsync(CancellationToken cancellationToken) => database.ListAsync(
        "list_unspread_notices", ReadNotice, cancellationToken, Integer("limit", MostAtOnce));

    /// <inheritdoc/>
    public Task<bool> SpreadAsync(
        long noticeId, string? body, IReadOnlyList<NoticeTarget> targets, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "spread_notice",
            row => row.Boolean("is_mine"),
            cancellationToken,
            Bigint("notice", noticeId),
            Text("body", body),
            Texts("targets", targets.Select(target => target.Target.To)),
            Texts("kinds", targets.Select(target => target.Target.Kind)),
            Texts("secrets", targets.Select(target => target.Target.Secret)),
            Booleans("internal", targets.Select(target => target.AllowsInternal)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListWaitingTargetsAsync(long noticeId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_waiting_targets", row => row.Text("target"), cancellationToken, Bigint("notice", noticeId));

    /// <inheritdoc/>
    public async Task<bool> ClaimTargetAsync(
        string target, string sender, TimeSpan busy, CancellationToken cancellationToken) =>
        await database.FindAsync(
            "claim_target",
            row => row.Text("target"),
            cancellationToken,
            Text("target", target),
            Text("sender", sender),
            Span("busy", busy)) is not null;

    /// <inheritdoc/>
    public Task ReleaseTargetAsync(
        string target, string sender, TimeSpan? rest, CancellationToken cancellationToken) =>
        database.RunAsync(
            "release_target", cancellationToken, Text("target", target), Text("sender", sender), Span("rest", rest));

    /// <inheritdoc/>
    public Task<Delivery?> FindDueAsync(string target, CancellationToken cancellationToken) =>
        database.FindAsync("find_due_delivery", ReadDelivery, cancellationToken, Text("target", target));

    /// <inheritdoc/>
    public Task EndAsync(long deliveryId, bool sent, string told, CancellationToken cancellationToken) =>
        NoteAsync(deliveryId, sent ? "sent" : "given up", told, null, cancellationToken);

    /// <inheritdoc/>
    public Task PutOffAsync(long deliveryId, string told, TimeSpan wait, CancellationToken cancellationToken) =>
        NoteAsync(deliveryId, "waiting", told, wait, cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan?> FindNextTryAsync(long noticeId, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "read_next_try", row => row.SpanOrNull("wait"), cancellationToken, Bigint("notice", noticeId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListDueAsync(TimeSpan since, CancellationToken cancellationToken) =>
        database.ListAsync(
            "list_due_notices",
            row => row.Int64("notice_id"),
            cancellationToken,
            Span("since", since),
            Integer("limit", MostDue));

    /// <inheritdoc/>
    public Task<Notice?> FindAsync(long noticeId, CancellationToken cancellationToken) =>
        database.FindAsync("find_notice", ReadNotice, cancellationToken, Bigint("notice", noticeId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShownDelivery>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ListAsync("list_deliveries", ReadShown, cancellationToken, Integer("limit", limit));

    /// <inheritdoc/>
    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.RunAsync("forget_notices", cancellationToken, Span("age", age));

    private Task<int> NoteAsync(
        long deliveryId, string state, string told, TimeSpan? wait, CancellationToken cancellationToken) =>
        database.RunAsync(
            "note_delivery",
            cancellationToken,
            Bigint("delivery", deliveryId),
            Text("state", state),
            Text("told", told),
            Span("wait", wait));

    private static Notice ReadNotice(Row row) => new(
        row.Int64("notice_id"), row.Guid("id"), row.Text("event"), row.Text("job"), row.Instant("at"))
    {
        BatchId = row.Int64OrNull("batch_id"),
        RunId = row.Int64OrNull("run_id"),
        Details = row.JsonObject("details"),
        Notify = NotifyTarget.Parse(row.TextOrNull("notify")),
    };

    private static Delivery ReadDelivery(Row row) => new(
        row.Int64("delivery_id"), ReadNotice(row), row.Text("target"), row.Text("kind"), row.Text("body"))
    {
        Secret = row.TextOrNull("secret"),
        AllowsInternal = row.Boolean("is_internal"),
        Attempts = row.Int32("attempt_count"),
        Age = row.Span("age"),
    };

    private static ShownDelivery ReadShown(Row row) => new(
        ReadNotice(row), row.Text("target"), row.Text("kind"), row.Text("state"))
    {
        Attempts = row.Int32("attempt_count"),
        DueAt = row.InstantOrNull("due_at"),
        EndedAt = row.InstantOrNull("ended_at"),
        Told = row.TextOrNull("told"),
    };
}
