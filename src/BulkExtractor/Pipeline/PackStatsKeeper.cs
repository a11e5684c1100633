using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>Remembers what earlier workers learned of models, and keeps what this one learns for the next.</summary>
internal sealed class PackStatsKeeper(IPackMemory memory, PackExperience experience, TimeProvider clock)
{
    private static readonly TimeSpan BetweenKeeps = TimeSpan.FromSeconds(15);

    private HashSet<string> _remembered = [];
    private long _keptAt = clock.GetTimestamp();

    /// <summary>
    /// Remembers what concerns batches that are new here, and keeps what was learned when some time has passed.
    /// </summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        var wanted = plans.Select(plan => plan.Key).ToHashSet();
        if (!wanted.IsSubsetOf(_remembered))
            experience.Restore(await memory.ReadAsync([.. wanted.Except(_remembered)], cancellationToken));
        _remembered = wanted;
        if (clock.GetElapsedTime(_keptAt) >= BetweenKeeps) await KeepAsync(cancellationToken);
    }

    /// <summary>Keeps what was learned since the last time.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        _keptAt = clock.GetTimestamp();
        if (experience.TakeNews() is { } news) await memory.KeepAsync(news, cancellationToken);
    }
}
