using BulkExtractor.Basics;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>
/// What a worker knows when a model is to be chosen: how models fared, what is left of days, what is open.
/// </summary>
internal sealed class ModelRanking(
    IChunkQueue queue,
    PermitGate gate,
    SentinelMonitor sentinels,
    PackStatsKeeper packStats,
    RefusalJudge judge,
    Random random,
    TimeProvider clock) : IPackObserver
{
    // Of the time that the rest of a day's requests take.
    private const double Slack = 2;

    private readonly SuccessEstimator _experience = new(clock);
    private readonly AnswerTimes _times = new(clock);
    private readonly Throttle _look = new(TimeSpan.FromSeconds(15), clock);
    private ModelChooser? _chooser;
    private IReadOnlyDictionary<ScopeId, ScopeUse> _windows = new Dictionary<ScopeId, ScopeUse>();
    private long _openDocuments;

    private ModelChooser Chooser => _chooser ??= new ModelChooser(_experience, random);

    /// <summary>Looks again at what all workers recorded, when some time has passed.</summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        await sentinels.RefreshAsync(plans, cancellationToken);
        await packStats.RefreshAsync(plans, cancellationToken);
        _openDocuments = plans.Sum(plan => (long)plan.OpenDocuments);
        await _look.RunAsync(token => LookAsync(plans, token), cancellationToken);
    }

    /// <summary>The models of a batch in the order in which they are asked for a chunk with a need.</summary>
    /// <param name="usable">Whether a model can be asked now.</param>
    /// <param name="takesLess">Whether it can be asked with less than a full pack.</param>
    /// <param name="underWay">The requests under way to a model.</param>
    public IReadOnlyList<ModelChoice> Rank(
        BatchPlan plan,
        ChunkNeed need,
        Func<Model, bool> usable,
        Func<Model, bool> takesLess,
        Func<Model, int> underWay) =>
        Chooser.Rank(
            [
                .. plan.Candidates
                    .Where(model => need.MayGoTo(model) && (usable(model) || !sentinels.IsBenched(plan, model)))
                    .Select(model => CandidateFor(plan, model, underWay(model)))
                    .Select(one => one with { IsOpen = usable(one.Model) || (!one.MayWait && takesLess(one.Model)) })
                    .Where(candidate => candidate.IsOpen || candidate.MayWait),
            ],
            need);

    /// <inheritdoc/>
    public void Sent(InFlight pack)
    {
        Chooser.Sent();
        _times.Sent(pack);
    }

    /// <inheritdoc/>
    public void Returned(InFlight pack) => _times.Returned(pack);

    /// <summary>Learns from a request, unless it says nothing about its model.</summary>
    public void Answered(InFlight pack, AttemptResult result)
    {
        _times.Answered(pack, result);
        var failure = result.Reply.Failure;
        if (failure is { Class: FailureClass.ChunkAtFault } or { Hit.OfModel: false }) return;
        if (failure is { Class: FailureClass.TryElsewhere, IsOfForm: true }) return;
        var answered = result.Readings.Count(reading => reading.Answered);
        _experience.Learn(
            pack.Model.Key,
            (double)answered / result.Readings.Count,
            broke: failure is { Class: FailureClass.TryElsewhere });
    }

    private async Task LookAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        var recorded = await queue.ReadEvidenceAsync(SuccessEstimator.HalfLife, cancellationToken);
        _experience.Adopt(recorded);
        judge.Adopt(recorded, plans);
        foreach (var plan in plans) plan.Adopt(recorded);
        _windows = await gate.ReadLongWindowsAsync(plans.SelectMany(plan => plan.Candidates), cancellationToken);
    }

    // While such a limit binds hurry brings nothing, as long as what is left of it can still be sent before its end.
    private bool MayWait(BatchPlan plan, Model model, ScarceLimit scarce, RequestTokens full)
    {
        if (plan.Batch.Settings.Deadline is not null || gate.LedgerNow is not { } now) return false;
        var pace = LimitScope.ListFor(model)
            .Where(scope => !scope.IsLong && scope.Span is not null)
            .Select(scope => scope.Span!.Value / PacksIn(scope, full))
            .DefaultIfEmpty()
            .Max();
        var wait = gate.Closed(model)?.Wait ?? TimeSpan.Zero;
        var window = scarce.Scope.Span ?? scarce.Scope.Calendar.EndOf(now) - now;
        return wait < window - (Slack * scarce.Left * pace);
    }

    private static int PacksIn(LimitScope scope, RequestTokens full) =>
        scope.Requests ?? Math.Max(1, scope.Tokens!.Value / Math.Max(1, scope.Weigh(full)));

    // Of the days, months and other long windows of a model the one that holds the fewest of its full packs.
    private ScarceLimit? ScarcestOf(Model model, RequestTokens full) =>
        LimitScope.ListFor(model)
            .Where(scope => _windows.ContainsKey(scope.Id))
            .Select(scope => ScarceLimit.Create(scope, _windows[scope.Id], full))
            .OfType<ScarceLimit>()
            .MinBy(limit => limit.Left);

    private Candidate CandidateFor(BatchPlan plan, Model model, int underWay)
    {
        var documents = plan.FullPack(model);
        var wish = plan.Batch.Settings.Prefer.ToList().IndexOf(model.Id);
        var candidate = new Candidate(model, documents)
        {
            MayGrow = plan.MayGrow(model),
            UnderWay = underWay,
            Wish = wish < 0 ? null : wish,
            Quality = sentinels.QualityOf(plan, model),
            IsFast = plan.Batch.Settings.IsHurried && _times.IsFast(model, plan.Candidates),
        };
        var full = plan.WeighFull(model);
        if (ScarcestOf(model, full) is not { } scarce) return candidate;
        var binds = _openDocuments > scarce.Left * documents;
        return candidate with
        {
            DayLeft = scarce.Left / scarce.Most,
            DayBinds = binds,
            MayWait = binds && MayWait(plan, model, scarce, full),
            Scarce = scarce.Scope.Id,
            Weight = scarce.Weight,
        };
    }

    /// <summary>A limit whose window is long, as a model's full packs see it.</summary>
    /// <param name="Most">The packs that it allows.</param>
    /// <param name="Left">The packs that are left of it.</param>
    /// <param name="Weight">What each takes of it.</param>
    private sealed record ScarceLimit(LimitScope Scope, double Most, double Left, int Weight)
    {
        public static ScarceLimit? Create(LimitScope scope, ScopeUse use, RequestTokens full)
        {
            if ((use.Requests ?? use.Tokens) is not { } most || most <= 0) return null;
            var weight = use.Requests is not null ? 1 : Math.Max(1, scope.Weigh(full));
            return new ScarceLimit(scope, (double)most / weight, (double)Math.Max(0, most - use.Used) / weight, weight);
        }
    }
}
