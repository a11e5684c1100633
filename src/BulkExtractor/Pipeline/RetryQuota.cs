using System.Collections.Concurrent;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;

namespace BulkExtractor.Pipeline;

/// <summary>What is left of the days of this worker's accounts, and for whom it is kept.</summary>
internal sealed class RetryQuota(PermitGate gate, PipelineOptions options, TimeProvider clock)
{
    private ConcurrentDictionary<string, (int Limit, int Left)> _days = [];
    private long? _lookedAt;

    /// <summary>Looks again, when some time has passed, and says of each batch whether it fits today.</summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        if (_lookedAt is { } at && clock.GetElapsedTime(at) < options.IdleInterval) return;
        _lookedAt = clock.GetTimestamp();
        string[] scopes = [.. plans.SelectMany(plan => plan.Candidates).Select(DayOf).OfType<string>().Distinct()];
        if (scopes.Length == 0) return;

        var uses = await gate.ReadAsync(scopes, cancellationToken);
        _days = new(uses.Where(use => use.Requests is not null).Select(use => KeyValuePair.Create(
            use.Id, (use.Requests!.Value, Math.Max(0, use.Requests.Value - use.Used)))));
        foreach (var plan in plans) plan.Fits(RemainderToday(plan, plans));
    }

    /// <summary>A request was sent: one less is left.</summary>
    public void Sent(Model model)
    {
        if (DayOf(model) is { } day && _days.TryGetValue(day, out var use)) _days[day] = (use.Limit, use.Left - 1);
    }

    /// <summary>Whether a batch has to leave what a model has left today to repairs.</summary>
    /// <param name="next">The packs that are about to be sent, which leave less.</param>
    public bool HoldsBack(BatchPlan plan, Model model, IReadOnlyCollection<ChosenPack> next)
    {
        if (DayOf(model) is not { } day || !_days.TryGetValue(day, out var use)) return false;
        var left = use.Left - next.Count(pack => DayOf(pack.Model) == day);
        return use.Left > 0 && RepairReserve.HoldsBack(use.Limit, left, UntilReset(), Remainder(plan, model));
    }

    /// <summary>Why a batch has to wait with all but repairs; null when some model may take what is new.</summary>
    public string? Reason(BatchPlan plan)
    {
        if (!plan.Candidates.All(model => HoldsBack(plan, model, []))) return null;
        var left = _days[DayOf(plan.Candidates[0])!].Left;
        var until = (clock.GetUtcNow() + UntilReset() - RepairReserve.Released).UtcDateTime;
        return $"the last {left} requests of today are kept for what failed before, until {until:HH:mm} UTC";
    }

    // Where all that waits fits today, or nothing is known of a day, the order does not matter.
    private double? RemainderToday(BatchPlan plan, IReadOnlyList<BatchPlan> plans)
    {
        if (DayOf(plan.Candidates[0]) is not { } day || !_days.TryGetValue(day, out var use)) return null;
        var all = plans.Where(other => DayOf(other.Candidates[0]) == day)
            .Sum(other => Remainder(other, other.Candidates[0]));
        var own = Remainder(plan, plan.Candidates[0]);
        return all > use.Left && own <= use.Left ? own : null;
    }

    private static double Remainder(BatchPlan plan, Model model) =>
        Math.Ceiling((double)plan.OpenDocuments / Math.Max(1, plan.Budget(model).Documents));

    private TimeSpan UntilReset() => TimeSpan.FromDays(1) - clock.GetUtcNow().UtcDateTime.TimeOfDay;

    private static string? DayOf(Model model) =>
        LimitScope.OfTier(model.Account, model.Tier)
            .FirstOrDefault(scope => scope is { Requests: not null, Span: null })?.Id;
}
