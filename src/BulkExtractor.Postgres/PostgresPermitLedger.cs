using BulkExtractor.Calls;
using BulkExtractor.Limits;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Permits in PostgreSQL: shared by all workers, by the database's clock.</summary>
public sealed class PostgresPermitLedger(Database database) : IPermitLedger
{
    private const int ForgottenAtOnce = 10_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LimitScope>> DeclareAsync(
        long worker, IReadOnlyList<LimitScope> scopes, CancellationToken cancellationToken)
    {
        // Models of a group may name different numbers for it: the smaller holds.
        var distinct = scopes.OrderBy(scope => scope.Id.ToString(), StringComparer.Ordinal)
            .ThenBy(scope => scope.Requests ?? scope.Tokens)
            .DistinctBy(scope => scope.Id)
            .ToList();
        var kept = await database.ListAsync(
            "declare_scopes",
            row => (
                Id: ScopeId.Parse(row.Text("scope")),
                Kept: (row.Int32OrNull("requests"), row.Int32OrNull("tokens"), row.Int32OrNull("parallel"))),
            cancellationToken,
            Bigint("worker", worker),
            Scopes("scopes", distinct.Select(scope => scope.Id)),
            Integers("requests", distinct.Select(scope => scope.Requests)),
            Integers("tokens", distinct.Select(scope => scope.Tokens)),
            Integers("parallels", distinct.Select(scope => scope.Parallel)),
            Numerics("costs", distinct.Select(scope => scope.Cost)),
            Booleans("autos", distinct.Select(scope => scope.Auto)),
            Spans("spans", distinct.Select(scope => scope.Span)),
            Spans("margins", distinct.Select(scope => (TimeSpan?)scope.Margin)),
            Texts("zones", distinct.Select(scope => scope.Calendar.Zone.Id)),
            Booleans("monthlies", distinct.Select(scope => scope.Calendar.Monthly)),
            Booleans("aligneds", distinct.Select(scope => scope.Aligned)));
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
            Scopes("scopes", requests.SelectMany(request => request.Scopes).Distinct()),
            Jsonb("requests", PermitJson.Write(requests)));

    /// <inheritdoc/>
    public Task ReturnAsync(long attemptId, CancellationToken cancellationToken) =>
        database.RunAsync("return_permit", cancellationToken, Bigint("attempt", attemptId));

    /// <inheritdoc/>
    public Task HoldAsync(IReadOnlyList<long> attemptIds, CancellationToken cancellationToken) =>
        database.RunAsync("hold_permits", cancellationToken, Bigints("attempts", attemptIds));

    /// <inheritdoc/>
    public Task SettleAsync(long attemptId, RequestUse use, CancellationToken cancellationToken) =>
        database.RunAsync(
            "settle_permit",
            cancellationToken,
            Bigint("attempt", attemptId),
            Integer("tokens", use.Tokens),
            Numeric("cost", use.Cost),
            Integers("weights", use.Weights));

    /// <inheritdoc/>
    public Task PauseSpansAsync(string reason, CancellationToken cancellationToken) =>
        database.RunAsync("pause_spans", cancellationToken, Text("reason", reason));

    /// <inheritdoc/>
    public async Task<TimeSpan> PauseAsync(ScopeId scope, ScopePause pause, CancellationToken cancellationToken)
    {
        var waits = await database.ListAsync(
            "pause_scope",
            row => WaitOf(row.Double("wait_seconds")),
            cancellationToken,
            Text("scope", scope.ToString()),
            Text("reason", pause.Reason),
            Instant("until", pause.Until),
            Span("delay", pause.Delay),
            Span("cooldown", pause.Cooldown),
            Span("longest", pause.Longest),
            Span("trial", pause.Trial),
            Integer("told", pause.Requests),
            Boolean("spent", pause.DaySpent),
            Boolean("widen", pause.Widen));
        return waits.Count == 0 ? TimeSpan.Zero : waits[0];
    }

    /// <inheritdoc/>
    public Task CloseAsync(long attemptId, IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        database.RunAsync("calm_scopes", cancellationToken, Bigint("attempt", attemptId), Scopes("scopes", scopes));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScopeId>> ReviveAsync(
        IReadOnlyList<ScopeId> scopes, TimeSpan atRest, CancellationToken cancellationToken) =>
        database.ListAsync(
            "revive_scopes",
            row => ScopeId.Parse(row.Text("scope")),
            cancellationToken,
            Scopes("scopes", scopes),
            Span("rest", atRest));

    /// <inheritdoc/>
    public Task<DayUse?> ReconcileAsync(ScopeId scope, FreeDay reported, CancellationToken cancellationToken) =>
        database.FindAsync(
            "reconcile_day",
            row => new DayUse(row.Int32("requests"), row.Int32("day_used"), row.Int32("foreign_count")),
            cancellationToken,
            Text("scope", scope.ToString()),
            Integer("limit", reported.Limit),
            Integer("used", reported.Used));

    /// <inheritdoc/>
    public Task LearnAsync(ScopeId scope, int limit, CancellationToken cancellationToken) =>
        database.RunAsync(
            "learn_limit", cancellationToken, Text("scope", scope.ToString()), Integer("limit", limit));

    /// <inheritdoc/>
    public Task PaceAsync(ScopeId model, bool refused, CancellationToken cancellationToken) =>
        database.RunAsync(
            "pace_scope",
            cancellationToken,
            Text("scope", model.ToString()),
            Text("account", model.Account),
            Text("model", model.Model),
            Boolean("refused", refused));

    /// <inheritdoc/>
    /// <remarks>Page by page, each a short transaction of its own.</remarks>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        while (await database.SingleAsync(
            "forget_permits", row => row.Boolean("goes_on"), cancellationToken, Integer("limit", ForgottenAtOnce)))
        {
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScopeUse>> ReadAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        database.ListAsync("read_scopes", ReadUse, cancellationToken, Scopes("scopes", scopes));

    // What must not go at all is refused by its batch or its leases, and has no time to wait for.
    private static PermitAnswer ReadAnswer(Row row)
    {
        var refusedBy = row.TextOrNull("refused_by");
        TimeSpan? wait = row.DoubleOrNull("wait_seconds") is { } seconds ? WaitOf(seconds) : null;
        return new PermitAnswer(
            row.Int64OrNull("attempt_id"),
            refusedBy is not null && wait is not null ? ScopeId.Parse(refusedBy) : null,
            wait)
        {
            Stale = wait is null ? refusedBy : null,
            At = row.Instant("at"),
            HalfOpen = row.Boolean("half_open"),
        };
    }

    private static ScopeUse ReadUse(Row row) => new(
        ScopeId.Parse(row.Text("scope")),
        row.Int32OrNull("requests"),
        row.Int32("used"),
        row.InstantOrNull("paused_until"),
        row.TextOrNull("pause_reason"))
    {
        Tokens = row.Int32OrNull("tokens"),
        Parallel = row.Int32OrNull("parallel"),
        Cost = row.DecimalOrNull("cost"),
        CostUsed = row.Decimal("cost_used"),
        Learned = row.Boolean("learned"),
    };

    private static TimeSpan WaitOf(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds));

    private static Parameter Scopes(string name, IEnumerable<ScopeId> scopes) =>
        Texts(name, scopes.Select(scope => scope.ToString()));
}
