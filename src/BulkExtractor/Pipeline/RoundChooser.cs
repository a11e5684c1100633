using BulkExtractor.Catalog;

namespace BulkExtractor.Pipeline;

/// <summary>Chooses the packs that a batch may send next: a round, whose permits are asked for together.</summary>
internal sealed class RoundChooser(
    ChunkWindow window,
    Leases leases,
    ModelAvailability models,
    ModelRanking ranking,
    SentinelMonitor sentinels,
    RequestsUnderWay underWay)
{
    /// <summary>Chooses a round and reserves its chunks; empty when no open model can take anything now.</summary>
    /// <param name="refused">The models that refused a permit just now.</param>
    /// <param name="at">When the round began: what was closed then is closed for all that take turns in it.</param>
    public IReadOnlyList<ChosenPack> Choose(BatchPlan plan, IReadOnlySet<Model> refused, long at)
    {
        var round = new List<ChosenPack>();
        // Half of what waits is left, for the packs after these to be chosen from. While several batches wait a round
        // is one pack, or turns would not be kept.
        var left = window.Plans.Count > 1 ? 1 : (window.Count(plan) + 1) / 2;
        while (left > 0 && ChooseNext(plan, round, refused, at) is { } next)
        {
            round.Add(next);
            window.Reserve(next.Chosen);
            sentinels.Took(next);
            left -= next.Chosen.Chunks.Count;
        }

        return round;
    }

    private ChosenPack? ChooseNext(
        BatchPlan plan, List<ChosenPack> round, IReadOnlySet<Model> refused, long at)
    {
        var soonest = models.AvailableSoon(plan);
        var mayBePartial = !leases.MoreMayCome(plan);
        return (
            from need in window.NeedsOf(plan)
            from choice in ranking.Rank(plan, need, IsUsable, UnderWay)
            let chunks = window.Choose(plan, need, choice.Model, soonest, mayBePartial)
            where chunks.Count > 0 && models.MayTake(plan, choice.Model, chunks, round)
            let sent = models.IsOnTrial(choice.Model) ? [window.ChooseForTrial(plan, choice.Model, chunks)] : chunks
            let pack = sentinels.Load(plan, choice, sent)
            where pack is not null
            select pack).FirstOrDefault();

        bool IsUsable(Model model) =>
            underWay.HasRoom(model, round) && models.IsOpen(plan, model, at) && !refused.Contains(model);

        int UnderWay(Model model) => underWay.To(model) + round.Count(pack => pack.Model == model);
    }
}
