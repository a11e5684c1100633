using BulkExtractor.Limits;

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
            if (scope.Limit.Requests < limit.Requests) smaller.Add(scope.Limit);
            else scope.Limit = limit;
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
        IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var gone = scopes.Where(id => _scopes[id].PausedUntil == DateTimeOffset.MaxValue).ToList();
        foreach (var id in gone) _scopes[id].PausedUntil = DateTimeOffset.MinValue;
        return Task.FromResult<IReadOnlyList<string>>(gone);
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

        public LimitScope Limit { get; set; } = limit;

        public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

        public int Pauses { get; set; }

        public ScopeState State => new(Limit, _grants) { PausedUntil = PausedUntil, Day = _day, DayUsed = _dayUsed };

        public void Grant(DateTimeOffset at)
        {
            _grants.Add(at);
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
            return PausedUntil - now;
        }

        public ScopeUse Use(DateTimeOffset now)
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            var used = Limit.Span is { } span ? _grants.Count(at => at > now - span) : _day == today ? _dayUsed : 0;
            return new(Limit.Id, Limit.Requests, used, PausedUntil > now ? PausedUntil : null, _reason);
        }
    }
}
