using BulkExtractor.Basics;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Pipeline;

/// <summary>
/// The last requests of the days of this worker's accounts, which are kept for chunks that failed before, and for
/// batches that they finish: see <see cref="RepairReserve"/>.
/// </summary>
internal sealed class RetryQuota(PermitGate gate, PipelineOptions options, TimeProvider clock) : IPackObserver
{
    private readonly Throttle _look = new(options.IdleInterval, clock);
    private readonly Lock _gate = new();

    // The packs that were chosen and not sent yet, by day: they leave less to the next ones.
    private readonly Dictionary<ScopeId, int> _chosen = [];
    private Dictionary<ScopeId, Allowance> _days = [];

    /// <summary>Looks again, when some time has passed, and says of each batch whether it fits today.</summary>
    public Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken) =>
        _look.RunAsync(token => LookAsync(plans, token), cancellationToken);

    /// <inheritdoc/>
    public void Chosen(InFlight pack) => Count(pack, chosen: 1, left: 0);

    /// <inheritdoc/>
    public void Sent(InFlight pack) => Count(pack, chosen: -1, left: -1);

    /// <inheritdoc/>
    public void Returned(InFlight pack) =>
        Count(pack, chosen: pack.WasSent ? 0 : -1, left: pack.WasSent && !pack.MayHaveLeft ? 1 : 0);

    /// <summary>Whether a batch has to leave what a model has left today to repairs.</summary>
    public bool HoldsBack(BatchPlan plan, Model model)
    {
        if (DayOf(model) is not { } day || Find(day) is not var (use, chosen)) return false;
        return use.Left > 0
            && RepairReserve.HoldsBack(use.Limit, use.Left - chosen, UntilReset(day), Remainder(plan, model));
    }

    /// <summary>Why a batch has to wait with all but repairs; null when some model may take what is new.</summary>
    public string? Reason(BatchPlan plan)
    {
        if (!plan.Candidates.All(model => HoldsBack(plan, model))) return null;
        var day = DayOf(plan.Candidates[0])!;
        var left = Find(day)!.Value.Use.Left;
        var until = (clock.GetUtcNow() + UntilReset(day) - RepairReserve.Released).UtcDateTime;
        return $"the last {left} requests of today are kept for what failed before, until {until:HH:mm} UTC";
    }

    private async Task LookAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        var days = plans.SelectMany(plan => plan.Candidates).Select(DayOf).OfType<LimitScope>();
        ScopeId[] scopes = [.. days.Select(day => day.Id).Distinct()];
        if (scopes.Length == 0) return;

        var uses = await gate.ReadAsync(scopes, cancellationToken);
        var left = uses.Where(use => use.Requests is not null).ToDictionary(
            use => use.Id, use => new Allowance(use.Requests!.Value, Math.Max(0, use.Requests.Value - use.Used)));
        lock (_gate) _days = left;
        foreach (var plan in plans) plan.Fits(RemainderToday(plan, plans));
    }

    // Where all that waits fits today, or nothing is known of a day, the order does not matter.
    private double? RemainderToday(BatchPlan plan, IReadOnlyList<BatchPlan> plans)
    {
        if (DayOf(plan.Candidates[0]) is not { } day || Find(day) is not var (use, _)) return null;
        var all = plans.Where(other => DayOf(other.Candidates[0])?.Id == day.Id)
            .Sum(other => Remainder(other, other.Candidates[0]));
        var own = Remainder(plan, plan.Candidates[0]);
        return all > use.Left && own <= use.Left ? own : null;
    }

    private static double Remainder(BatchPlan plan, Model model) =>
        Math.Ceiling((double)plan.OpenDocuments / Math.Max(1, plan.Budget(model).Documents));

    private (Allowance Use, int Chosen)? Find(LimitScope day)
    {
        lock (_gate) return _days.TryGetValue(day.Id, out var use) ? (use, _chosen.GetValueOrDefault(day.Id)) : null;
    }

    private void Count(InFlight pack, int chosen, int left)
    {
        if (DayOf(pack.Model)?.Id is not { } day) return;
        lock (_gate)
        {
            _chosen[day] = _chosen.GetValueOrDefault(day) + chosen;
            if (_days.TryGetValue(day, out var use)) _days[day] = use with { Left = use.Left + left };
        }
    }

    private TimeSpan UntilReset(LimitScope day)
    {
        var now = clock.GetUtcNow();
        return day.Calendar.EndOf(now) - now;
    }

    private static LimitScope? DayOf(Model model) => LimitScope.DaysOf(model.Account, model.Tier).FirstOrDefault();
}
