using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Permits in PostgreSQL: shared by all workers, by the database's clock.</summary>
public sealed class PostgresPermitLedger(Database database) : IPermitLedger
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<LimitScope>> DeclareAsync(
        long worker, IReadOnlyList<LimitScope> scopes, CancellationToken cancellationToken)
    {
        var distinct = scopes.DistinctBy(scope => scope.Id)
            .OrderBy(scope => scope.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        var kept = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "declare_scopes",
                row => (Id: ScopeId.Parse(row.GetString(0)), Kept: (Number(row, 1), Number(row, 2), Number(row, 3))),
                token,
                Bigint("worker", worker),
                Scopes("scopes", distinct.Select(scope => scope.Id)),
                Integers("requests", distinct.Select(scope => scope.Requests)),
                Integers("tokens", distinct.Select(scope => scope.Tokens)),
                Integers("parallels", distinct.Select(scope => scope.Parallel)),
                Numerics("costs", distinct.Select(scope => scope.Cost)),
                Booleans("autos", distinct.Select(scope => scope.Auto)),
                Spans("spans", distinct.Select(scope => scope.Span)),
                Spans("margins", distinct.Select(scope => (TimeSpan?)scope.Margin))),
            cancellationToken);
        var numbers = kept.ToDictionary(scope => scope.Id, scope => scope.Kept);
        return [.. distinct.Select(scope => scope.Keeping(numbers[scope.Id])).OfType<LimitScope>()];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PermitAnswer>> TakeAllAsync(
        IReadOnlyList<PermitRequest> requests, CancellationToken cancellationToken) =>
        database.ListAsync(
            "take_permits",
            ReadAnswer,
            cancellationToken,
            Scopes("scopes", [.. requests.SelectMany(request => request.Scopes).Distinct()]),
            Jsonb("requests", PermitJson.Of(requests)));

    /// <inheritdoc/>
    public Task ReturnAsync(long attemptId, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) =>
                (Task)connection.RunAsync("return_permit", token, Bigint("attempt", attemptId)),
            cancellationToken);

    /// <inheritdoc/>
    public Task SettleAsync(long attemptId, RequestUse use, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "settle_permit",
                token,
                Bigint("attempt", attemptId),
                Integer("tokens", use.Tokens),
                Numeric("cost", use.Cost)),
            cancellationToken);

    /// <inheritdoc/>
    public Task PauseSpansAsync(string reason, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync("pause_spans", token, Text("reason", reason)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<TimeSpan> PauseAsync(ScopeId scope, ScopePause pause, CancellationToken cancellationToken)
    {
        var waits = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "pause_scope",
                row => Wait(row, 0),
                token,
                Text("scope", scope.ToString()),
                Text("reason", pause.Reason),
                Instant("until", pause.Until),
                Span("delay", pause.Delay),
                Span("cooldown", pause.Cooldown),
                Span("trial", pause.Trial),
                Integer("told", pause.Requests),
                Boolean("spent", pause.DaySpent),
                Boolean("widen", pause.Widen)),
            cancellationToken);
        return waits.Count == 0 ? TimeSpan.Zero : waits[0];
    }

    /// <inheritdoc/>
    public Task CalmAsync(long attemptId, IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(
                "calm_scopes", token, Bigint("attempt", attemptId), Scopes("scopes", scopes)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScopeId>> ReviveAsync(
        IReadOnlyList<ScopeId> scopes, TimeSpan atRest, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "revive_scopes",
                row => ScopeId.Parse(row.GetString(0)),
                token,
                Scopes("scopes", scopes),
                Span("rest", atRest)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<DayUse?> ReconcileAsync(
        ScopeId scope, FreeDay reported, CancellationToken cancellationToken)
    {
        var uses = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "reconcile_day",
                row => new DayUse(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
                token,
                Text("scope", scope.ToString()),
                Integer("limit", reported.Limit),
                Integer("used", reported.Used)),
            cancellationToken);
        return uses.SingleOrDefault();
    }

    /// <inheritdoc/>
    public Task ForgetAsync(CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync("forget_permits", token), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScopeUse>> ReadAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync("read_scopes", ReadUse, token, Scopes("scopes", scopes)),
            cancellationToken);

    // What must not go at all is refused by its batch or its leases, and has no time to wait for.
    private static PermitAnswer ReadAnswer(Row row)
    {
        var refusedBy = row.TextOrNull("refused_by");
        TimeSpan? wait = row.DoubleOrNull("wait_seconds") is { } seconds
            ? TimeSpan.FromSeconds(Math.Max(0, seconds))
            : null;
        return new PermitAnswer(
            row.Int64OrNull("attempt_id"),
            refusedBy is not null && wait is not null ? ScopeId.Parse(refusedBy) : null,
            wait)
        {
            Stale = wait is null ? refusedBy : null,
            At = row.Instant("at"),
            Restless = row.Boolean("restless"),
        };
    }

    private static ScopeUse ReadUse(NpgsqlDataReader row) => new(
        ScopeId.Parse(row.GetString(0)),
        Number(row, 1),
        row.GetInt32(2),
        row.IsDBNull(3) ? null : InstantOf(row.GetDateTime(3)),
        row.IsDBNull(4) ? null : row.GetString(4))
    {
        Tokens = Number(row, 5),
        Parallel = Number(row, 6),
        Cost = row.IsDBNull(7) ? null : row.GetDecimal(7),
        CostUsed = row.GetDecimal(8),
        Learned = row.GetBoolean(9),
    };

    private static NpgsqlParameter Scopes(string name, IEnumerable<ScopeId> scopes) =>
        Texts(name, scopes.Select(scope => scope.ToString()));

    private static int? Number(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset InstantOf(DateTime at) =>
        at == DateTime.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(at, TimeSpan.Zero);

    private static TimeSpan Wait(NpgsqlDataReader row, int column) =>
        TimeSpan.FromSeconds(Math.Max(0, row.GetDouble(column)));
}
