using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Cli.Work;

/// <summary>How far a batch's requests reach over the days of the accounts that may work on it.</summary>
internal sealed class SubmissionDays(DayQuota quota, IPermitLedger ledger)
{
    /// <summary>The span of so many requests; null where some model has no day to spend.</summary>
    public async Task<DaySpan?> ReadAsync(
        IReadOnlyList<Model> candidates, int requests, CancellationToken cancellationToken)
    {
        if (candidates.Any(model => DayOf(model) is null)) return null;
        foreach (var account in candidates.Select(model => model.Account).DistinctBy(account => account.Id))
            await quota.ReadAsync(account, cancellationToken);

        var days = candidates.Select(model => DayOf(model)!).DistinctBy(day => day.Id).ToList();
        var uses = await ledger.ReadAsync([.. days.Select(day => day.Id)], cancellationToken);
        var limits = days.Select(day => Allow(day, uses.SingleOrDefault(use => use.Id == day.Id)));
        return limits.Aggregate(new DaySpan(requests, 0, 0), (sum, day) =>
            sum with { Left = sum.Left + day.Left, PerDay = sum.PerDay + day.Limit });
    }

    private static LimitScope? DayOf(Model model) =>
        LimitScope.DaysOf(model.Account, model.Tier).FirstOrDefault(day => day.Calendar == CalendarWindow.UtcDay);

    private static Allowance Allow(LimitScope day, ScopeUse? use)
    {
        var limit = use?.Requests ?? day.Requests!.Value;
        return new Allowance(limit, Math.Max(0, limit - (use?.Used ?? 0)));
    }
}
