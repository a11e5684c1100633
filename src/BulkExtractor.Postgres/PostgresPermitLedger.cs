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
        var distinct = scopes.DistinctBy(scope => scope.Id).OrderBy(scope => scope.Id, StringComparer.Ordinal).ToList();
        var kept = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "declare_scopes",
                row => (Id: row.GetString(0), Requests: row.IsDBNull(1) ? (int?)null : row.GetInt32(1)),
                token,
                Bigint("worker", worker),
                Texts("scopes", distinct.Select(scope => scope.Id)),
                Integers("requests", distinct.Select(scope => scope.Requests)),
                Booleans("autos", distinct.Select(scope => scope.Auto)),
                Spans("spans", distinct.Select(scope => scope.Span)),
                Spans("margins", distinct.Select(scope => (TimeSpan?)scope.Margin))),
            cancellationToken);
        var numbers = kept.ToDictionary(scope => scope.Id, scope => scope.Requests);
        return [.. distinct.Where(s => numbers[s.Id] < s.Requests).Select(s => s with { Requests = numbers[s.Id] })];
    }

    /// <inheritdoc/>
    public async Task<PermitAnswer> TakeAsync(PermitRequest request, CancellationToken cancellationToken)
    {
        var answers = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "take_permit",
                row => new PermitAnswer(
                    row.IsDBNull(0) ? null : row.GetInt64(0),
                    row.IsDBNull(1) ? null : row.GetString(1),
                    row.IsDBNull(2) ? null : Wait(row, 2)),
                token,
                Texts("scopes", request.Scopes),
                Bigint("worker", request.Worker),
                Bigint("batch", request.BatchId),
                Text("account", request.Account),
                Text("model", request.Model),
                Bigints("chunks", request.Chunks),
                Bigints("tokens", request.LeaseTokens)),
            cancellationToken);
        return answers[0];
    }

    /// <inheritdoc/>
    public Task ReturnAsync(long attemptId, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) =>
                (Task)connection.RunAsync("return_permit", token, Bigint("attempt", attemptId)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<TimeSpan> PauseAsync(string scope, ScopePause pause, CancellationToken cancellationToken)
    {
        var waits = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "pause_scope",
                row => Wait(row, 0),
                token,
                Text("scope", scope),
                Text("reason", pause.Reason),
                Instant("until", pause.Until),
                Span("delay", pause.Delay),
                Span("cooldown", pause.Cooldown),
                Integer("told", pause.Requests),
                Boolean("spent", pause.DaySpent)),
            cancellationToken);
        return waits.Count == 0 ? TimeSpan.Zero : waits[0];
    }

    /// <inheritdoc/>
    public Task CalmAsync(IReadOnlyList<string> scopes, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync("calm_scopes", token, Texts("scopes", scopes)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReviveAsync(
        IReadOnlyList<string> scopes, TimeSpan atRest, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "revive_scopes", row => row.GetString(0), token, Texts("scopes", scopes), Span("rest", atRest)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<DayUse?> ReconcileAsync(
        string scope, FreeDay reported, CancellationToken cancellationToken)
    {
        var uses = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "reconcile_day",
                row => new DayUse(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
                token,
                Text("scope", scope),
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
        IReadOnlyList<string> scopes, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync("read_scopes", ReadUse, token, Texts("scopes", scopes)),
            cancellationToken);

    private static ScopeUse ReadUse(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetInt32(1),
        row.GetInt32(2),
        row.IsDBNull(3) ? null : InstantOf(row.GetDateTime(3)),
        row.IsDBNull(4) ? null : row.GetString(4));

    private static DateTimeOffset InstantOf(DateTime at) =>
        at == DateTime.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(at, TimeSpan.Zero);

    private static TimeSpan Wait(NpgsqlDataReader row, int column) =>
        TimeSpan.FromSeconds(Math.Max(0, row.GetDouble(column)));
}
