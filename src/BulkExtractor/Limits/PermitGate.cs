using System.Collections.Concurrent;
using BulkExtractor.Calls;
using BulkExtractor.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Limits;

/// <summary>
/// A worker's view of the permit ledger: remembers refusals, so that a scope is not asked again before its time,
/// and reacts to what models answer.
/// </summary>
public sealed partial class PermitGate(IPermitLedger ledger, TimeProvider clock)
{
    // Between an answer's time-out and the word that its request ended.
    private static readonly TimeSpan TrialGrace = TimeSpan.FromSeconds(5);

    // The ledger may change its mind (a model is listed again, a limit was raised): it is asked now and then.
    private static readonly TimeSpan LongestMemory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ClosureKey, Closure> _refused = new();
    private readonly ConcurrentDictionary<ClosureKey, Closure> _paused = new();
    private readonly ConcurrentDictionary<string, FaultRecord> _faults = new();
    private readonly ConcurrentDictionary<string, bool> _halfOpen = new();
    private readonly LedgerClock _ledgerClock = new(clock);

    // When something was last had back that was refused for want of it.
    private long _reopenedAt = long.MinValue;

    /// <summary>Where alarms are told.</summary>
    public ILogger<PermitGate> Logger { get; init; } = NullLogger<PermitGate>.Instance;

    /// <summary>
    /// How long a model cannot be asked, as far as is known here, and why; null when it may be tried now.
    /// </summary>
    public (TimeSpan Wait, string Reason)? Closed(Model model) =>
        Closed(clock.GetTimestamp(), KeysOf(model), _refused, _paused);

    /// <summary>The same for the requests of one batch, whose budget may be used up.</summary>
    /// <param name="at">The instant that is asked about, in ticks of the clock; now, when not given.</param>
    public (TimeSpan Wait, string Reason)? Closed(Model model, long batchId, long? at = null) =>
        // Mostly nothing is closed, and that is asked for each pack and model.
        _refused.IsEmpty && _paused.IsEmpty
            ? null
            : Closed(at ?? clock.GetTimestamp(), KeysOf(model, batchId), _refused, _paused);

    /// <summary>
    /// How long a model that cannot be asked for a batch stays so; what was told, not only what is remembered.
    /// </summary>
    public TimeSpan FullWait(Model model, long batchId) =>
        Closures(clock.GetTimestamp(), KeysOf(model, batchId), _refused, _paused)
            .Select(closed => closed.Told)
            .DefaultIfEmpty()
            .Max();

    // The clock is looked at once for all: what was closed a moment ago might be open now, and the wait below zero.
    private (TimeSpan Wait, string Reason)? Closed(
        long at, IEnumerable<ClosureKey> keys, params ConcurrentDictionary<ClosureKey, Closure>[] closures) =>
        Closures(at, keys, closures).MaxBy(closed => closed.Until) is { } longest
            ? (clock.GetElapsedTime(at, longest.Until), longest.Reason)
            : null;

    private static IEnumerable<Closure> Closures(
        long at, IEnumerable<ClosureKey> keys, params ConcurrentDictionary<ClosureKey, Closure>[] closures) =>
        keys.SelectMany(key => closures.Select(closed => closed.GetValueOrDefault(key)))
            .OfType<Closure>()
            .Where(closed => closed.Until > at);

    /// <summary>
    /// Asks for permits, all in one go; a refusal is remembered until its scope is free again. What came too late to be
    /// used is given back, and may be had again at once.
    /// </summary>
    public async Task<IReadOnlyList<Permit>> TakeAsync(
        IReadOnlyList<AskedPermit> asked, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        var answers = await ledger.TakeAllAsync([.. asked.Select(permit => permit.Request)], cancellationToken);
        if (_ledgerClock.See(answers[^1].At, askedAt) is { } jump)
            answers = await WithdrawAsync(asked, answers, jump, cancellationToken);
        var permits = asked.Zip(answers, (permit, answer) => Remember(permit, answer, askedAt)).ToArray();
        await LookWhatIsLeftAsync(asked, answers, cancellationToken);
        await ReturnLateAsync(asked, permits, askedAt, cancellationToken);
        await SpeedUpAsync(asked, cancellationToken);
        return permits;
    }

    /// <summary>Forgets what was refused: the ledger, whose clock was set forward, is asked anew.</summary>
    public void Forget()
    {
        Volatile.Write(ref _reopenedAt, clock.GetTimestamp());
        _refused.Clear();
        _paused.Clear();
        _left.Clear();
    }

    /// <summary>What the ledger's clock says now, as far as is known here; null before the first answer.</summary>
    public DateTimeOffset? LedgerNow => _ledgerClock.Now;

    /// <summary>Where the days, months and other long windows of models stand, by scope.</summary>
    public async Task<IReadOnlyDictionary<ScopeId, ScopeUse>> ReadLongWindowsAsync(
        IEnumerable<Model> models, CancellationToken cancellationToken)
    {
        var windows = models.SelectMany(LimitScope.ListFor).Where(scope => scope.IsLong);
        var uses = await ledger.ReadAsync([.. windows.Select(scope => scope.Id).Distinct()], cancellationToken);
        return uses.ToDictionary(use => use.Id);
    }

    /// <summary>Where scopes stand in the ledger.</summary>
    public Task<IReadOnlyList<ScopeUse>> ReadAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken) =>
        ledger.ReadAsync(scopes, cancellationToken);

    /// <summary>Whether a model was paused, and no request to it succeeded since, as far as is known here.</summary>
    public bool IsHalfOpen(Model model) => _halfOpen.ContainsKey(model.Key) || _halfOpen.ContainsKey(model.Account.Id);

    /// <summary>Does for account and model what a reply asks for, first here and then for all workers.</summary>
    public async Task ReactAsync(Permit permit, Model model, ModelReply reply, CancellationToken cancellationToken)
    {
        await LearnAsync(model, reply.Told, cancellationToken);
        await SlowDownAsync(model, reply, cancellationToken);
        var pause = PauseAfter(permit, model, reply);
        if (pause is var (scope, what))
        {
            _halfOpen[scope == ScopeId.OfModel(model) ? model.Key : model.Account.Id] = true;
            if (what.Widen) LogBroken(Logger, scope, _ledgerClock.Now, clock.GetUtcNow());
            var reason = Named(scope, model, what.Reason);
            Close(_paused, new ClosureKey(scope), what.Delay ?? what.Cooldown, reason);
            var wait = await ledger.PauseAsync(scope, what, cancellationToken);
            Close(_paused, new ClosureKey(scope), wait, reason);
        }
        else if (ShowsLife(reply.Failure) && permit.Answer.HalfOpen)
        {
            Rest(model);
            await ledger.CloseAsync(
                permit.AttemptId!.Value, [.. LimitScope.ListFor(model).Select(known => known.Id)], cancellationToken);
        }
    }

    private Permit Remember(AskedPermit asked, PermitAnswer answer, long askedAt)
    {
        var model = asked.Model;
        // What came back while the answer was on its way is not in it: then it is asked for once more.
        if (answer is { RefusedBy: { } scope, Wait: { } wait } && Volatile.Read(ref _reopenedAt) <= askedAt)
            Close(_refused, KeyOf(model, scope), wait, Describe(model, scope));
        if (answer.HalfOpen) _halfOpen[model.Key] = true;
        else if (answer.AttemptId is not null) Rest(model);
        return new Permit(answer, askedAt + Ticks(PermitRules.SendWithin(LimitScope.ListFor(model))))
        {
            IsFirst = asked.IsFirst,
        };
    }

    private void Rest(Model model)
    {
        _halfOpen.TryRemove(model.Key, out _);
        _halfOpen.TryRemove(model.Account.Id, out _);
    }

    private (ScopeId Scope, ScopePause Pause)? PauseAfter(Permit permit, Model model, ModelReply reply)
    {
        var faulty = _faults.GetOrAdd(model.Key, _ => new FaultRecord())
            .Note(reply.Failure is { Class: FailureClass.TryElsewhere, IsOfForm: false });
        if (reply.Failure is not { } failure) return null;

        // A trial that failed is failed; and at home a fault mostly means that all that follows would wait as long.
        faulty |= permit.Answer.HalfOpen || model.Tier == Tier.Local;
        var account = ScopeId.OfAccount(model.Account);
        var timed = Timed(failure, model.Account);
        if (failure.Hit is { } hit && LimitScope.ListFor(model, hit) is { } limit)
        {
            var broken = hit is { OfModel: false, PerDay: false };
            return (limit.Id, timed with { Requests = hit.Requests, DaySpent = hit.PerDay, Widen = broken });
        }

        return failure.Class switch
        {
            FailureClass.AccountPaused => (account, timed),
            FailureClass.AccountStopped => (account, ScopePause.ForGood(failure.Reason)),
            FailureClass.ModelPaused => (ScopeId.OfModel(model), timed),
            FailureClass.ModelGone => (ScopeId.OfModel(model), ScopePause.ForGood(failure.Reason)),
            FailureClass.TryElsewhere when failure.Unsent => (account, timed),
            FailureClass.TryElsewhere when faulty && !failure.IsOfForm => (ScopeId.OfModel(model), timed),
            _ => null,
        };
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);

    private static IEnumerable<ClosureKey> KeysOf(Model model) =>
        LimitScope.ListFor(model).Select(scope => new ClosureKey(scope.Id));

    private static IEnumerable<ClosureKey> KeysOf(Model model, long batchId) =>
        LimitScope.IdsOf(model, batchId).Append(LimitScope.First(model).Id).Select(scope => KeyOf(model, scope));

    // What is left of a budget may be too little for one model and enough for another.
    private static ClosureKey KeyOf(Model model, ScopeId scope) =>
        new(scope) { Model = scope.Batch is null ? null : model.Key };

    private static string Describe(Model model, ScopeId scope)
    {
        if (scope.Batch is not null) return "the batch's budget is used up";
        if (scope == LimitScope.First(model).Id) return $"{model.Id} has not answered yet, and has a request under way";
        var limit = LimitScope.ListFor(model).First(known => known.Id == scope);
        var owner = scope.Model ?? model.Account.Name;
        if (limit.Auto) return $"{model.Account.Name}: the free requests of the day are used up";
        return limit.Allowed is { } allowed ? $"{owner}: {allowed} are used up" : $"{owner} is paused";
    }

    /// <summary>What cannot be asked: a scope, or one model out of a batch's budget.</summary>
    private readonly record struct ClosureKey(ScopeId Scope)
    {
        public string? Model { get; init; }
    }

    /// <summary>Why a scope cannot be asked.</summary>
    /// <param name="Until">The monotonic timestamp until which that is remembered.</param>
    /// <param name="Told">How long it was said to last, from then on.</param>
    private sealed record Closure(long Until, TimeSpan Told, string Reason);
}
