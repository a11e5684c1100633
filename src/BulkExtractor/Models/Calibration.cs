namespace BulkExtractor.Models;

/// <summary>Says how likely a value is right that the program is so sure of, by what came of others on gold.</summary>
/// <remarks>
/// Of each level of confidence the share that was right, smoothed by ten readings that were as good as was believed
/// before: the mean of a Beta posterior. A surer value is never less likely to be right: levels that say otherwise are
/// pooled, by pool-adjacent-violators (Ayer, Brunk, Ewing, Reid, Silverman, An Empirical Distribution Function for
/// Sampling with Incomplete Information, Ann. Math. Statist. 26, 1955), as Zadrozny and Elkan do (Transforming
/// Classifier Scores into Accurate Multiclass Probability Estimates, KDD 2002). At a level that nobody measured holds
/// what was believed before, as far as its neighbours leave room. Bins are not needed, since a guess has one of a few
/// levels. Without gold nothing changes.
/// </remarks>
public sealed class Calibration
{
    private const double PriorReadings = 10;

    private readonly Calibration? _before;
    private readonly IReadOnlyList<Step> _steps;

    private Calibration(Calibration? before, IReadOnlyList<Step> steps) => (_before, _steps) = (before, steps);

    /// <summary>Takes every confidence for what it says it is.</summary>
    public static Calibration None { get; } = new(null, []);

    /// <summary>What readings of gold say.</summary>
    /// <param name="before">What is believed without them.</param>
    public static Calibration Fit(IEnumerable<ConfidenceLevel> readings, Calibration before)
    {
        var levels = readings.GroupBy(reading => reading.Confidence)
            .Select(same => new Step(same.Key, same.Sum(one => one.Right), same.Sum(one => one.Count)))
            .Where(level => level.Count > 0)
            .OrderBy(level => level.Confidence)
            .Select(level => level with { Chance = Smooth(level, before.Fit(level.Confidence)) });
        return new Calibration(before, Monotone(levels));
    }

    /// <summary>The chance that a value of some confidence is right.</summary>
    public double Fit(double confidence)
    {
        var least = _steps.LastOrDefault(step => step.Confidence <= confidence)?.Chance ?? 0;
        var most = _steps.FirstOrDefault(step => step.Confidence >= confidence)?.Chance ?? 1;
        return Math.Clamp(_before?.Fit(confidence) ?? confidence, least, most);
    }

    private static double Smooth(Step level, double believed) =>
        (level.Right + (PriorReadings * believed)) / (level.Count + PriorReadings);

    // Pools weigh by their readings alone: what is only believed of one level says nothing of another.
    private static List<Step> Monotone(IEnumerable<Step> levels)
    {
        var pools = new List<List<Step>>();
        foreach (var level in levels)
        {
            List<Step> pool = [level];
            while (pools.Count > 0 && Mean(pools[^1]) > Mean(pool))
            {
                pool.InsertRange(0, pools[^1]);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return [.. pools.SelectMany(pool => pool.Select(level => level with { Chance = Mean(pool) }))];
    }

    private static double Mean(List<Step> pool) =>
        pool.Sum(level => level.Count * level.Chance) / pool.Sum(level => level.Count);

    private sealed record Step(double Confidence, double Right, double Count)
    {
        public double Chance { get; init; }
    }
}

/// <summary>How often a field of gold was right that the program was so sure of.</summary>
/// <param name="Right">How often it was, older readings weighing less.</param>
/// <param name="Wrong">How often it was not.</param>
public sealed record ConfidenceLevel(double Confidence, double Right, double Wrong)
{
    /// <summary>How often such a field was read.</summary>
    public double Count => Right + Wrong;
}
