using BulkExtractor.Calls;
using BulkExtractor.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>Permits in memory, decided by <see cref="PermitRules"/>; pauses have no jitter.</summary>
public sealed class InMemoryPermitLedger(TimeProvider clock) : IPermitLedger
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(1e9);

    private readonly Dictionary<ScopeId, InMemoryScope> _scopes = [];
    private readonly Dictionary<long, (IReadOnlyList<ScopeId> Scopes, DateTimeOffset At)> _permits = [];
    private readonly Dictionary<long, DateTimeOffset> _seen = [];
    private long _attempts;

    /// <summary>What happens between a decision and its arrival.</summary>
    public Func<Task> OnTheWay { get; set; } = () => Task.CompletedTask;

    /// <summary>A worker says that it is there.</summary>
    public void See(long worker) => _seen[worker] = clock.GetUtcNow();

    public Task<IReadOnlyList<LimitScope>> DeclareAsync(
        long worker, IReadOnlyList<LimitScope> scopes, CancellationToken cancellationToken)
    {
        var smaller = new List<LimitScope>();
        foreach (var limit in scopes)
        {
            if (!_scopes.TryGetValue(limit.Id, out var scope)) _scopes[limit.Id] = scope = new InMemoryScope(limit);
            scope.Declare(limit);
            if (limit.Keeping((scope.Limit.Requests, scope.Limit.Tokens, scope.Limit.Parallel)) is { } kept)
                smaller.Add(kept);
        }

        return Task.FromResult<IReadOnlyList<LimitScope>>(smaller);
    }

    public async Task<IReadOnlyList<PermitAnswer>> TakeAllAsync(
        IReadOnlyList<PermitRequest> requests, CancellationToken cancellationToken)
    {
        PermitAnswer[] answers = [.. requests.Select(Take)];
        await OnTheWay();
        return answers;
    }

    private PermitAnswer Take(PermitRequest request)
    {
        var now = request.Scopes.Select(id => _scopes[id].GrantedAt).Append(clock.GetUtcNow()).Max();
        var refusal = request.Scopes
            .Select((id, place) => (Id: id, At: FreeAt(id, request.WeightIn(place))))
            .OrderBy(scope => scope.Id.ToString(), StringComparer.Ordinal)
            .Where(scope => scope.At is not null)
            .OrderByDescending(scope => scope.At)
            .FirstOrDefault();
        var halfOpen = request.Scopes.Any(id => _scopes[id].Pauses > 0);
        if (refusal.At is { } at) return Answer(null, refusal.Id, Span(at), halfOpen);

        _attempts++;
        for (var place = 0; place < request.Scopes.Count; place++)
            _scopes[request.Scopes[place]].Grant(_attempts, request.Worker, request.WeightIn(place), now);
        _permits[_attempts] = (request.Scopes, now);
        return Answer(_attempts, null, null, halfOpen);

        DateTimeOffset? FreeAt(ScopeId id, RequestWeight weight) =>
            PermitRules.FreeAt(_scopes[id].StateFor(IsThere), now, weight);
    }

    public Task ReturnAsync(long attemptId, CancellationToken cancellationToken)
    {
        if (_permits.Remove(attemptId, out var permit))
            foreach (var id in permit.Scopes) _scopes[id].Return(attemptId);
        return Task.CompletedTask;
    }

    public async Task HoldAsync(IReadOnlyList<long> attemptIds, CancellationToken cancellationToken)
    {
        await OnTheWay().WaitAsync(cancellationToken);
        foreach (var attempt in attemptIds)
            foreach (var id in _permits[attempt].Scopes) _scopes[id].Hold(attempt, clock.GetUtcNow());
    }

    public Task SettleAsync(long attemptId, RequestUse use, CancellationToken cancellationToken)
    {
        var scopes = _permits[attemptId].Scopes;
        for (var place = 0; place < scopes.Count; place++)
        {
            _scopes[scopes[place]].Settle(attemptId, WeightIn(place), use.Cost);
        }

        return Task.CompletedTask;

        // The scope of a first request stands last, and weighs nothing.
        int? WeightIn(int place) =>
            use.Weights.Count == 0 ? use.Tokens : use.Weights.Select(weight => (int?)weight).ElementAtOrDefault(place);
    }

    public Task<TimeSpan> PauseAsync(ScopeId scope, ScopePause pause, CancellationToken cancellationToken) =>
        Task.FromResult(_scopes[scope].Pause(pause, clock.GetUtcNow()));

    public Task PauseSpansAsync(string reason, CancellationToken cancellationToken)
    {
        foreach (var scope in _scopes.Values.Where(scope => scope.Limit.Span is not null))
        {
            var pauses = scope.Pauses;
            scope.Pause(ScopePause.For(scope.Limit.Span!.Value + scope.Limit.Margin, reason), clock.GetUtcNow());
            scope.Pauses = pauses;
        }

        return Task.CompletedTask;
    }

    public Task CloseAsync(long attemptId, IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken)
    {
        var granted = _permits.TryGetValue(attemptId, out var permit) ? permit.At : DateTimeOffset.MinValue;
        foreach (var id in scopes.Where(id => _scopes[id].PausedUntil <= granted)) _scopes[id].Pauses = 0;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ScopeId>> ReviveAsync(
        IReadOnlyList<ScopeId> scopes, TimeSpan atRest, CancellationToken cancellationToken)
    {
        var asked = clock.GetUtcNow() - atRest;
        var gone = scopes.Where(id => _scopes[id].PausedUntil == DateTimeOffset.MaxValue)
            .Where(id => _scopes[id].GrantedAt <= asked)
            .ToList();
        foreach (var id in gone) (_scopes[id].PausedUntil, _scopes[id].Pauses) = (DateTimeOffset.MinValue, 0);
        return Task.FromResult<IReadOnlyList<ScopeId>>(gone);
    }

    public Task<DayUse?> ReconcileAsync(ScopeId scope, FreeDay reported, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_scopes.TryGetValue(scope, out var known))
            _scopes[scope] = known = new InMemoryScope(new LimitScope(scope, reported.Limit) { Auto = true });
        return Task.FromResult(known.Reconcile(reported, now));
    }

    public Task LearnAsync(ScopeId scope, int limit, CancellationToken cancellationToken)
    {
        _scopes[scope].Learn(limit);
        return Task.CompletedTask;
    }

    public Task PaceAsync(ScopeId model, bool refused, CancellationToken cancellationToken)
    {
        _scopes[model].Pace(refused, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var scope in _scopes.Values) scope.Forget(clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ScopeUse>> ReadAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ScopeUse>>([.. scopes.Select(id => _scopes[id].Use(clock.GetUtcNow(), IsThere))]);

    private bool IsThere(long worker) =>
        _seen.TryGetValue(worker, out var at) && at > clock.GetUtcNow() - TimeSpan.FromMinutes(1);

    private PermitAnswer Answer(long? attemptId, ScopeId? refusedBy, TimeSpan? wait, bool halfOpen) =>
        new(attemptId, refusedBy, wait) { At = clock.GetUtcNow(), HalfOpen = halfOpen };

    private TimeSpan Span(DateTimeOffset until)
    {
        var span = until - clock.GetUtcNow();
        return span < Forever ? span : Forever;
    }
}
