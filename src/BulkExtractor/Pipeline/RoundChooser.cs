using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Pipeline;

/// <summary>Chooses the packs that a batch may send next: a round, whose permits are asked for together.</summary>
internal sealed class RoundChooser(
    ChunkWindow window,
    LeaseBook leases,
    ModelAvailability models,
    ModelRanking ranking,
    RefusalJudge judge,
    SentinelMonitor sentinels,
    RequestsUnderWay underWay)
{
    /// <summary>Chooses a round; empty when no open model can take anything now.</summary>
    /// <param name="refused">The models that refused a permit just now.</param>
    /// <param name="at">When the round began: what was closed then is closed for all that take turns in it.</param>
    /// <param name="observers">Who is told of its packs, so that the next ones are chosen with regard to them.</param>
    public IReadOnlyList<InFlight> Choose(
        BatchPlan plan, IReadOnlySet<Model> refused, long at, IReadOnlyList<IPackObserver> observers)
    {
        var round = new List<InFlight>();
        // Half of what waits is left, for the packs after these to be chosen from. While several batches wait a round
        // is one pack, or turns would not be kept.
        var left = window.Plans.Count > 1 ? 1 : (window.Count(plan) + 1) / 2;
        while (left > 0 && ChooseNext(plan, refused, at) is { } next)
        {
            round.Add(new InFlight(next, observers));
            left -= next.Chosen.Chunks.Count;
        }

        return round;
    }

    private ChosenPack? ChooseNext(BatchPlan plan, IReadOnlySet<Model> refused, long at)
    {
        var soon = models.NextAvailable(plan);
        var mayBePartial = !leases.MoreMayCome(plan);
        return (
            from need in window.NeedsOf(plan)
            from choice in ranking.Rank(plan, need, IsUsable, MayTakeLess, underWay.To)
            let chunks = window.Choose(
                plan, need, choice.Model, soon, mayBePartial, models.LeftFor(plan, choice.Model))
            where chunks.Count > 0 && models.MayTake(plan, choice.Model, chunks)
            let sent = ToSend(choice.Model, chunks)
            let pack = sentinels.Load(plan, choice, sent)
            where pack is not null
            select pack).FirstOrDefault();

        bool IsUsable(Model model) => MayBeAsked(model) && models.IsOpen(plan, model, at) && !refused.Contains(model);

        // Refused for a full pack it is open for a smaller one at once, and then no more.
        bool MayTakeLess(Model model) => MayBeAsked(model) && models.LeftFor(plan, model) is not null;

        bool MayBeAsked(Model model) => underWay.HasRoom(model, judge.HasAnswered(model));

        // The same chunk each time might be what disturbs.
        IReadOnlyList<LeasedChunk> ToSend(Model model, IReadOnlyList<LeasedChunk> chunks) =>
            models.IsOnTrial(model) ? [window.ChooseForTrial(plan, model, chunks)]
            : judge.IsDoubtful(plan, model) ? [window.ChooseForTrial(plan, model, [.. chunks.Shuffle()])]
            : chunks;
    }
}
