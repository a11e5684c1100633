using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Pipeline;

/// <summary>Which of a batch's models can be asked: now, or soon enough to hold chunks for them.</summary>
internal sealed class ModelAvailability(
    PermitGate gate,
    RefusalJudge judge,
    RetryQuota quota,
    SentinelMonitor sentinels,
    PipelineOptions options,
    TimeProvider clock)
{
    // Tomorrow's quota is worth a wait; an account without a key or a budget that is spent is not.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(25);

    // A clock that is corrected so far may have opened what was closed for hours.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    // Windows of seconds and minutes come and go.
    private static readonly TimeSpan LongForQuota = TimeSpan.FromMinutes(5);

    // What comes back of a limit of tokens may do for a smaller pack.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Throttle _tokens = new(BetweenLooks, clock);
    private readonly LedgerClock _ledgerClock = new(clock);
    private DateTimeOffset _ledgerSaid;

    // What waits longer than this had better wait in the database, where any worker can take it.
    private TimeSpan Soon => options.LeaseDuration / 2;

    /// <summary>This instant, in ticks of the clock.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>Whether a model can be asked now, or could at an instant, as far as is known here.</summary>
    public bool IsOpen(BatchPlan plan, Model model, long? at = null) => Closed(plan, model, at) is null;

    /// <summary>
    /// What limits of tokens leave to a pack for a model that is closed to full ones; null where that is too little.
    /// </summary>
    public IReadOnlyList<LimitLeft>? LeftFor(BatchPlan plan, Model model) =>
        gate.LeftFor(model, plan.Batch.BatchId) is { } left
        && (sentinels.Closed(plan, model) ?? judge.Closed(plan, model, Now)) is null
        && plan.Budget(model).Within(left) is not null
            ? left
            : null;

    /// <summary>
    /// Whether a request to a model is a trial that costs only time: at home, after a pause.
    /// One chunk is enough for it.
    /// </summary>
    public bool IsOnTrial(Model model) => model.Tier == Tier.Local && gate.IsHalfOpen(model);

    /// <summary>The models that can be asked soon.</summary>
    public IReadOnlyList<Model> NextAvailable(BatchPlan plan) =>
        [
            .. plan.Candidates.Where(model =>
                !(Closed(plan, model)?.Wait > Soon) || LeftFor(plan, model) is not null),
        ];

    /// <summary>What a batch waits for when none of its models can be asked soon; null when one can.</summary>
    public string? Blocker(BatchPlan plan) => Blocker(plan, plan.Candidates);

    /// <summary>Whether that takes so long that somebody outside may want to hear of it.</summary>
    public bool WaitsForQuota(BatchPlan plan) =>
        Blocker(plan) is not null && WaitFor(plan, plan.Candidates) >= LongForQuota;

    /// <summary>What is waited for by what only some of its models can take.</summary>
    public string? Blocker(BatchPlan plan, IEnumerable<Model> some)
    {
        var first = some
            .Select(model => (LeftFor(plan, model) is null ? Closed(plan, model) : null) ?? (TimeSpan.Zero, ""))
            .MinBy(closed => closed.Wait);
        return first.Wait > Soon ? first.Reason : null;
    }

    /// <summary>What a batch waits for where its models could be asked; null when it goes on.</summary>
    public string? Problem(BatchPlan plan) => plan.NoTaker ?? gate.Late;

    /// <summary>When the first of some models can be asked; null when none can within a day.</summary>
    public TimeSpan? WaitFor(BatchPlan plan, IEnumerable<Model> some)
    {
        var waits = some.Select(model => gate.FullWait(model, plan.Batch.BatchId)).Where(wait => wait < LongestWait);
        return waits.Select(wait => (TimeSpan?)wait).Min();
    }

    /// <summary>Whether that is soon enough to hold chunks for it.</summary>
    public bool IsSoon(TimeSpan wait) => wait <= Soon;

    /// <summary>Looks again at what is left of days, and whether the database's clock was set forward.</summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        if (plans.Count > 0 && plans[0].ReadAt is var said && said != _ledgerSaid)
        {
            _ledgerSaid = said;
            if (_ledgerClock.See(said, clock.GetTimestamp()) > Step) gate.Forget();
        }

        await _tokens.RunAsync(gate.RefreshLeftAsync, cancellationToken);
        await quota.RefreshAsync(plans, cancellationToken);
    }

    /// <summary>Why only repairs of a batch may be sent now; null when all may.</summary>
    public string? OnlyRepairs(BatchPlan plan) => quota.Reason(plan);

    /// <summary>Whether some chunks may go to a model: the last requests of a day are for what failed before.</summary>
    public bool MayTake(BatchPlan plan, Model model, IReadOnlyList<LeasedChunk> chunks) =>
        chunks.All(chunk => chunk.FailedBefore) || !quota.HoldsBack(plan, model);

    /// <summary>How long to wait until it is worth looking again.</summary>
    /// <param name="at">When was looked last: what opened since then is worth a look at once.</param>
    public TimeSpan NextOpening(IEnumerable<BatchPlan> plans, long at)
    {
        var since = clock.GetElapsedTime(at);
        var wait = plans.SelectMany(plan => plan.Candidates.Select(model => Closed(plan, model, at)))
            .OfType<(TimeSpan Wait, string)>()
            .Select(closed => closed.Wait - since)
            .Append(options.IdleInterval)
            .Concat(gate.IsShortOfTokens ? [BetweenLooks] : [])
            .Min();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private (TimeSpan Wait, string Reason)? Closed(BatchPlan plan, Model model, long? at = null) =>
        sentinels.Closed(plan, model)
        ?? judge.Closed(plan, model, at ?? Now)
        ?? gate.Closed(model, plan.Batch.BatchId, at);
}
