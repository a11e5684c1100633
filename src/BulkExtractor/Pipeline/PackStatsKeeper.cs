using BulkExtractor.Basics;
using BulkExtractor.Packing;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Learns from answers how models treat packs: remembers what earlier workers learned, and keeps what this one learns
/// for the next.
/// </summary>
internal sealed class PackStatsKeeper(IPackStatsStore memory, PackSizeLearner experience, TimeProvider clock)
    : IPackObserver
{
    private readonly Throttle _keep = new(TimeSpan.FromSeconds(15), clock);
    private HashSet<string> _remembered = [];

    /// <inheritdoc/>
    public void Answered(InFlight pack, AttemptResult result) => pack.Plan.Learn(result);

    /// <summary>
    /// Remembers what concerns batches that are new here, and keeps what was learned when some time has passed.
    /// </summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        var wanted = plans.Select(plan => plan.Key).ToHashSet();
        if (!wanted.IsSubsetOf(_remembered))
            experience.Restore(await memory.ReadAsync([.. wanted.Except(_remembered)], cancellationToken));
        _remembered = wanted;
        await _keep.RunAsync(KeepAsync, cancellationToken);
    }

    /// <summary>Keeps what was learned since the last time.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (experience.TakeNews() is { } news) await memory.KeepAsync(news, cancellationToken);
    }
}
