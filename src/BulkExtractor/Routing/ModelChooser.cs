using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Routing;

/// <summary>Which models may work on a batch, and which of them is asked first.</summary>
/// <param name="random">Draws what may be true of the models, so that little known ones are tried now and then.</param>
public sealed class ModelChooser(SuccessEstimator experience, Random random)
{
    private const double Exploration = 0.02;
    private const double LeastDayToExplore = 0.2;
    private const double LeastWorth = 0.9;

    // A model of the lane is asked before one that brings up to twice the rows.
    private const double LaneWeight = 2;

    private double _roll = random.NextDouble();

    /// <summary>
    /// The models of a pool that a batch allows, by its tiers and preferences; paid ones only with a budget.
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
    /// The candidates in the order in which they are asked: tier by tier, and within a tier by the rows
    /// that a request is worth. While no day binds, the work is spread: each request under way makes the
    /// next one worth less. Where one does and leaves time, a model that would bring much less than another
    /// one is not asked, nor one that may hang.
    /// </summary>
    /// <param name="candidates">The models that can be asked now or soon, in the order of the batch's tiers.</param>
    public IReadOnlyList<ModelChoice> Rank(IReadOnlyList<Candidate> candidates, ChunkNeed need)
    {
        var tiers = candidates.GroupBy(candidate => candidate.Model.Tier);
        if (need.Complex) tiers = tiers.OrderBy(tier => tier.Key != Tier.Paid);
        return [.. tiers.SelectMany(tier => RankTier([.. tier], need, onlyOne: candidates.Count(c => c.IsOpen) == 1))];
    }

    /// <summary>A request is sent: whether the next one explores is drawn anew.</summary>
    public void Sent() => _roll = random.NextDouble();

    private IEnumerable<ModelChoice> RankTier(List<Candidate> tier, ChunkNeed need, bool onlyOne)
    {
        var largest = tier.Max(candidate => candidate.Documents);
        var explored = Explored([.. tier.Where(candidate => candidate.IsOpen)]);
        var valued = tier.Select(candidate => (candidate, worth: Worth(candidate, need, largest))).ToList();
        // What is saved for a better model must be what that one needs, too.
        var least = valued.ToLookup(c => c.candidate.Scarce, c => c.worth / c.candidate.Weight);
        return valued
            .Where(c => c.candidate.IsOpen)
            .Where(c => !c.candidate.MayWait || c.candidate == explored || (IsWorthIt(c) && HasRoom(c.candidate)))
            .OrderBy(c => c.candidate.Wish ?? int.MaxValue)
            .ThenBy(c => c.candidate != explored)
            .ThenBy(c => !HasRoom(c.candidate))
            .ThenByDescending(c => c.worth * Luck(c.candidate))
            .Select(c => new ModelChoice(
                c.candidate.Model, Reason(c.candidate, need, onlyOne, c.candidate == explored)));

        bool IsWorthIt((Candidate Candidate, double Worth) c) =>
            c.Worth / c.Candidate.Weight >= LeastWorth * least[c.Candidate.Scarce].Max();
    }

    private Candidate? Explored(List<Candidate> tier) =>
        tier.Count > 1 && tier.TrueForAll(MayExplore) && _roll < Exploration
            ? tier[(int)(_roll / Exploration * tier.Count)]
            : null;

    // The rows that a request is worth. A size that was never too large is taken for as large as any, or nobody would
    // ever find out.
    private double Worth(Candidate candidate, ChunkNeed need, int largest)
    {
        var mayGrow = candidate is { MayGrow: true, Weight: 1 } && MayExplore(candidate);
        var documents = mayGrow ? largest : candidate.Documents;
        var fit = need.IsMetBy(candidate.Model) ? LaneWeight : 1;
        if (IsHurried(candidate)) fit *= LaneWeight;
        return experience.Of(candidate.Model.Key).Mean * documents * candidate.Quality.Mean * fit;
    }

    // Where a day binds, hurry would only spend it sooner.
    private static bool IsHurried(Candidate candidate) => candidate is { IsFast: true, DayBinds: false };

    private bool HasRoom(Candidate candidate) => candidate.UnderWay < experience.RoomOf(candidate.Model.Key);

    private double Luck(Candidate candidate)
    {
        var chance = experience.Of(candidate.Model.Key);
        var luck = MayExplore(candidate) ? Luck(chance) * Luck(candidate.Quality) : 1;
        return candidate.DayBinds ? luck : luck / (1 + candidate.UnderWay);
    }

    private double Luck(BetaEstimate chance) => chance.Bad == 0 ? 1 : chance.Sample(random) / chance.Mean;

    private static bool MayExplore(Candidate candidate) => candidate.DayLeft >= LeastDayToExplore;

    private static string Reason(Candidate candidate, ChunkNeed need, bool onlyOne, bool explored)
    {
        if (onlyOne) return "only open model";
        if (candidate.Wish is not null) return "preferred by the job";
        if (candidate.Model.Tier == Tier.Local) return "local first";
        if (candidate.Model.Tier == Tier.Paid) return need.Complex ? "complex" : "no free model is open";
        if (explored) return "explores";
        if (IsHurried(candidate)) return "lane fast";
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
