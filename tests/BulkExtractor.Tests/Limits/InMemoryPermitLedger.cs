using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;

namespace BulkExtractor.Tests.Limits;

/// <summary>Permits in memory, decided by <see cref="PermitRules"/>; pauses have no jitter.</summary>
public sealed class InMemoryPermitLedger(TimeProvider clock) : IPermitLedger
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Scope> _scopes = [];
    private readonly Dictionary<long, (IReadOnlyList<string> Scopes, DateTimeOffset At)> _permits = [];
    private long _attempts;

    public Task<IReadOnlyList<LimitScope>> DeclareAsync(
        long worker, IReadOnlyList<LimitScope> scopes, CancellationToken cancellationToken)
    {
        var smaller = new List<LimitScope>();
        foreach (var limit in scopes)
        {
            if (!_scopes.TryGetValue(limit.Id, out var scope)) _scopes[limit.Id] = scope = new Scope(limit);
            scope.Declare(limit);
            if (scope.Limit.Requests < limit.Requests) smaller.Add(scope.Limit);
        }

        return Task.FromResult<IReadOnlyList<LimitScope>>(smaller);
    }

    public Task<PermitAnswer> TakeAsync(PermitRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var refusal = request.Scopes.Order(StringComparer.Ordinal)
            .Select(id => (Id: id, At: PermitRules.FreeAt(_scopes[id].State, now)))
            .Where(scope => scope.At is not null)
            .OrderByDescending(scope => scope.At)
            .FirstOrDefault();
        if (refusal.At is { } at)
            return Task.FromResult(new PermitAnswer(null, refusal.Id, Span(at, now)));

        foreach (var id in request.Scopes) _scopes[id].Grant(now);
        _permits[++_attempts] = (request.Scopes, now);
        return Task.FromResult(new PermitAnswer(_attempts, null, null));
    }

    public Task ReturnAsync(long attemptId, CancellationToken cancellationToken)
    {
        if (_permits.Remove(attemptId, out var permit))
            foreach (var id in permit.Scopes) _scopes[id].Return(permit.At);
        return Task.CompletedTask;
    }

    public Task<TimeSpan> PauseAsync(string scope, ScopePause pause, CancellationToken cancellationToken) =>
        Task.FromResult(_scopes[scope].Pause(pause, clock.GetUtcNow()));

    public Task CalmAsync(IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        foreach (var id in scopes) _scopes[id].Pauses = 0;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ReviveAsync(
        IReadOnlyList<string> scopes, TimeSpan atRest, CancellationToken cancellationToken)
    {
        var asked = clock.GetUtcNow() - atRest;
        var gone = scopes.Where(id => _scopes[id].PausedUntil == DateTimeOffset.MaxValue)
            .Where(id => _scopes[id].GrantedAt <= asked)
            .ToList();
        foreach (var id in gone) _scopes[id].PausedUntil = DateTimeOffset.MinValue;
        return Task.FromResult<IReadOnlyList<string>>(gone);
    }

    public Task<DayUse?> ReconcileAsync(string scope, FreeDay reported, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now.TimeOfDay < TimeSpan.FromSeconds(20) || now.TimeOfDay > new TimeSpan(23, 59, 58))
            return Task.FromResult<DayUse?>(null);
        if (!_scopes.TryGetValue(scope, out var known))
            _scopes[scope] = known = new Scope(new LimitScope(scope, reported.Limit) { Auto = true });
        return Task.FromResult<DayUse?>(known.Reconcile(reported, DateOnly.FromDateTime(now.UtcDateTime)));
    }

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var scope in _scopes.Values) scope.Forget(clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ScopeUse>> ReadAsync(
        IReadOnlyList<string> scopes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ScopeUse>>([.. scopes.Select(id => _scopes[id].Use(clock.GetUtcNow()))]);

    private static TimeSpan Span(DateTimeOffset until, DateTimeOffset now) => until - now;

    private sealed class Scope(LimitScope limit)
    {
        private readonly List<DateTimeOffset> _grants = [];
        private DateOnly _day;
        private int _dayUsed;
        private string? _reason;

        private LimitScope _declared = limit;
        private int? _learned;

        public LimitScope Limit { get; private set; } = limit;

        public DateTimeOffset GrantedAt { get; private set; } = DateTimeOffset.MinValue;

        public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

        public int Pauses { get; set; }

        public ScopeState State => new(Limit, _grants) { PausedUntil = PausedUntil, Day = _day, DayUsed = _dayUsed };

        // The one who declared before counts as alive, so the smaller of two numbers holds.
        public void Declare(LimitScope limit)
        {
            if (Number(limit) != Number(_declared)) _learned = null;
            var known = limit.Auto ? _learned ?? limit.Requests : Least(limit.Requests, _learned);
            Limit = limit with { Requests = Least(known, Limit.Requests) };
            _declared = limit;
        }

        public DayUse Reconcile(FreeDay reported, DateOnly today)
        {
            var own = _day == today ? _dayUsed : 0;
            (_day, _dayUsed, _learned) = (today, Math.Max(own, reported.Used), reported.Limit);
            Limit = Limit with { Requests = reported.Limit };
            return new DayUse(reported.Limit, _dayUsed, Math.Max(0, reported.Used - own));
        }

        public void Grant(DateTimeOffset at)
        {
            _grants.Add(at);
            GrantedAt = at;
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            (_day, _dayUsed) = (day, _day == day ? _dayUsed + 1 : 1);
        }

        public void Return(DateTimeOffset at)
        {
            _grants.Remove(at);
            if (_day == DateOnly.FromDateTime(at.UtcDateTime) && _dayUsed > 0) _dayUsed--;
        }

        public void Forget(DateTimeOffset now) =>
            _grants.RemoveAll(at => at < now - (Limit.Span ?? TimeSpan.Zero) - Limit.Margin);

        public TimeSpan Pause(ScopePause pause, DateTimeOffset now)
        {
            var ladder = pause.Cooldown * Math.Pow(2, Pauses);
            var until = pause.Until ?? now + (pause.Delay ?? (ladder < LongestPause ? ladder : LongestPause));
            if (PausedUntil <= now) Pauses++;
            if (until > PausedUntil) PausedUntil = until;
            _reason = pause.Reason;
            Learn(pause, DateOnly.FromDateTime(now.UtcDateTime));
            return PausedUntil - now;
        }

        private void Learn(ScopePause pause, DateOnly today)
        {
            if (pause.Requests < Limit.Requests)
                (_learned, Limit) = (pause.Requests, Limit with { Requests = pause.Requests });
            if (pause.DaySpent) (_day, _dayUsed) = (today, Math.Max(_day == today ? _dayUsed : 0, Limit.Requests ?? 0));
        }

        private static int? Number(LimitScope limit) => limit.Auto ? null : limit.Requests;

        private static int? Least(int? one, int? other) => one is null || other < one ? other : one;

        public ScopeUse Use(DateTimeOffset now)
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            var used = Limit.Span is { } span ? _grants.Count(at => at > now - span) : _day == today ? _dayUsed : 0;
            return new(Limit.Id, Limit.Requests, used, PausedUntil > now ? PausedUntil : null, _reason);
        }
    }
}
