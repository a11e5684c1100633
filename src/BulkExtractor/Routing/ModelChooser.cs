using BulkExtractor.Batches;
using BulkExtractor.Catalog;

namespace BulkExtractor.Routing;

/// <summary>Which models may work on a batch, and which of them is asked first.</summary>
/// <param name="random">Draws what may be true of the models, so that little known ones are tried now and then.</param>
public sealed class ModelChooser(ModelExperience experience, Random random)
{
    private const double Exploration = 0.02;
    private const double LeastDayToExplore = 0.2;

    // A model of the lane is asked before one that brings up to twice the rows.
    private const double LaneWeight = 2;

    /// <summary>
    /// The models of a pool that a batch allows, in the order of its tiers and wishes; paid ones only with a budget.
    /// </summary>
    public static IReadOnlyList<Model> Candidates(IReadOnlyList<Model> pool, Batch batch)
    {
        var settings = batch.Settings;
        return
        [
            .. pool
                .Where(model => settings.Tiers.Contains(model.Tier))
                .Where(model => model.Tier != Tier.Paid || settings.MaxCost > 0)
                .Where(model => settings.Models.Count == 0 || settings.Models.Contains(model.Id))
                .Where(model => batch.Accounts.Contains(model.Account.Id))
                .OrderBy(model => IndexOf(settings.Tiers, model.Tier))
                .ThenBy(model => IndexOf(settings.Prefer, model.Id)),
        ];
    }

    /// <summary>
    /// The candidates in the order in which they are asked: tier by tier, and within a tier by the rows that a request
    /// is worth. While no day binds, the work is spread: each request under way makes the next one worth less.
    /// </summary>
    /// <param name="candidates">The models that can be asked now, in the order of the batch's tiers.</param>
    public IReadOnlyList<ModelChoice> Rank(IReadOnlyList<Candidate> candidates, ChunkNeed need)
    {
        var tiers = candidates.GroupBy(candidate => candidate.Model.Tier);
        if (need.Complex) tiers = tiers.OrderBy(tier => tier.Key != Tier.Paid);
        return [.. tiers.SelectMany(tier => RankTier([.. tier], need, onlyOne: candidates.Count == 1))];
    }

    private IEnumerable<ModelChoice> RankTier(List<Candidate> tier, ChunkNeed need, bool onlyOne)
    {
        var largest = tier.Max(candidate => candidate.Documents);
        var explored = Explored(tier);
        return tier
            .Select(candidate => (candidate, value: Value(candidate, need, largest)))
            .OrderBy(c => c.candidate.Wish ?? int.MaxValue)
            .ThenBy(c => c.candidate != explored)
            .ThenBy(c => c.candidate.UnderWay >= experience.RoomOf(c.candidate.Model.Key))
            .ThenByDescending(c => c.value)
            .Select(c => new ModelChoice(c.candidate.Model, Reason(c.candidate, need, onlyOne, c.candidate == explored)));
    }

    private Candidate? Explored(List<Candidate> tier) =>
        tier.Count > 1 && tier.TrueForAll(MayExplore) && random.NextDouble() < Exploration
            ? tier[random.Next(tier.Count)]
            : null;

    // A size that was never too large is taken for as large as any, or nobody would ever find out.
    private double Value(Candidate candidate, ChunkNeed need, int largest)
    {
        var chance = experience.Of(candidate.Model.Key);
        var success = MayExplore(candidate) ? chance.Sample(random) : chance.Mean;
        var documents = candidate.MayGrow && MayExplore(candidate) ? largest : candidate.Documents;
        var value = success * documents * candidate.Quality * (need.IsMetBy(candidate.Model) ? LaneWeight : 1);
        return candidate.DayBinds ? value : value / (1 + candidate.UnderWay);
    }

    private static bool MayExplore(Candidate candidate) => candidate.DayLeft >= LeastDayToExplore;

    private static string Reason(Candidate candidate, ChunkNeed need, bool onlyOne, bool explored)
    {
        if (onlyOne) return "only open model";
        if (candidate.Wish is not null) return "preferred by the job";
        if (candidate.Model.Tier == Tier.Local) return "local first";
        if (candidate.Model.Tier == Tier.Paid) return need.Complex ? "complex" : "no free model is open";
        if (explored) return "explores";
        if (need.IsMetBy(candidate.Model)) return $"lane {need.Lane.ToString().ToLowerInvariant()}";
        return candidate.DayBinds ? "most rows a request" : "spread";
    }

    private static int IndexOf<T>(IReadOnlyList<T> order, T item)
    {
        for (var place = 0; place < order.Count; place++)
        {
            if (Equals(order[place], item)) return place;
        }

        return order.Count;
    }
}
