namespace BulkExtractor.Quality;

/// <summary>Whether a model reads its latest sentinels significantly worse than those before.</summary>
/// <remarks>
/// Page's cumulative sum (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954): each sentinel adds how much
/// better the worse accuracy explains it than the expected one, the sum never falls below zero, and one that grows too
/// large is drift. Where the expected accuracy is known, false alarms come at most once in exp(<see cref="Alarm"/>) =
/// 1,000 sentinels on average (G. Lorden, Procedures for reacting to a change in distribution, Ann. Math. Statist. 42,
/// 1971), also for shares of fields instead of yes and no, since the sum's factor is convex in them.
/// </remarks>
public static class Drift
{
    /// <summary>The sum at which a model counts as drifted.</summary>
    public static readonly double Alarm = Math.Log(1_000);

    // As much worse as shall be seen soon; less than that is the chooser's business.
    private const double Drop = 0.3;

    // A model that never erred may err: one wrong field is no proof.
    private const double MostExpected = 0.97;
    private const double LeastExpected = 0.25;
    private const int Learning = 4;
    private const double Caution = 1.5;

    /// <summary>
    /// Looks through what a model made of each field, oldest first: whether one of them drifted, or all together.
    /// </summary>
    /// <remarks>
    /// Fields that stay right would hide one that is lost; the alarm is the higher, the more are looked at.
    /// </remarks>
    /// <param name="known">What was expected of all fields together before;
    /// null learns it from the first sentinels.</param>
    public static DriftVerdict OfFields(IReadOnlyList<FieldReading> readings, double? known = null)
    {
        var fields = readings.GroupBy(reading => reading.Field).ToList();
        var alarm = Alarm + Math.Log(fields.Count + 1);
        var together = Judge(
            [
                .. readings.GroupBy(reading => reading.AttemptId)
                    .Select(attempt => new SentinelReading(attempt.Key, attempt.Average(reading => reading.Share))),
            ],
            known,
            alarm);
        return fields
            .Select(field =>
                Judge([.. field.Select(one => new SentinelReading(one.AttemptId, one.Share))], null, alarm) with
                {
                    Field = field.Key,
                    ExpectedOfAll = together.Expected,
                })
            .Prepend(together)
            .Where(verdict => verdict.HasDrifted)
            .MinBy(verdict => verdict.LastGood ?? 0) ?? together;
    }

    /// <summary>Looks through a model's sentinels, oldest first.</summary>
    /// <param name="known">What was expected of it before them; null learns it from the first ones.</param>
    public static DriftVerdict Judge(IReadOnlyList<SentinelReading> readings, double? known = null) =>
        Judge(readings, known, Alarm);

    private static DriftVerdict Judge(IReadOnlyList<SentinelReading> readings, double? known, double alarm)
    {
        var (sum, right, weight) = (0.0, (known ?? 0) * Learning, known is null ? 0.0 : Learning);
        var (lastGood, suspects) = ((long?)null, (Right: 0.0, Count: 0));
        foreach (var reading in readings)
        {
            var expected = Expected(right, weight);
            if (weight + suspects.Count >= Learning) sum = Math.Max(0, sum + Evidence(expected, reading.Share));
            suspects = (suspects.Right + reading.Share, suspects.Count + 1);
            if (sum >= alarm) return new DriftVerdict(true, expected, suspects.Right / suspects.Count, lastGood);
            if (sum > 0) continue;
            // Nothing speaks against it any more: what it read until here is how it reads.
            (right, weight) = (right + suspects.Right, weight + suspects.Count);
            (lastGood, suspects) = (reading.AttemptId, (0, 0));
        }

        return new DriftVerdict(false, Expected(right, weight), null, lastGood);
    }

    /// <summary>Whether the sentinels of a trial speak for what was expected, rather than for the drift.</summary>
    public static bool IsOver(double expected, double share) => Evidence(expected, share) < 0;

    // Well below the mean while little is known: to take a mediocre model for a good one would bench it.
    private static double Expected(double right, double weight)
    {
        var mean = (right + 0.5) / (weight + 1);
        return Math.Clamp(mean - (Caution * Math.Sqrt(mean * (1 - mean) / (weight + 2))), LeastExpected, MostExpected);
    }

    private static double Evidence(double expected, double share)
    {
        var worse = expected - Math.Min(Drop, expected / 2);
        return (share * Math.Log(worse / expected)) + ((1 - share) * Math.Log((1 - worse) / (1 - expected)));
    }
}

/// <summary>The share of fields that a request read rightly of its sentinels.</summary>
public sealed record SentinelReading(long AttemptId, double Share);

/// <summary>The share of its sentinels of which a request read a field rightly.</summary>
public sealed record FieldReading(long AttemptId, string Field, double Share);

/// <summary>What sentinels say of a model.</summary>
/// <param name="Expected">The share of right fields that was expected of it.</param>
/// <param name="Recent">The share since the last good sentinel, where it drifted.</param>
/// <param name="LastGood">The attempt with the last good sentinel; null when there was none.</param>
public sealed record DriftVerdict(bool HasDrifted, double Expected, double? Recent, long? LastGood)
{
    /// <summary>The field that drifted; null for all of them together.</summary>
    public string? Field { get; init; }

    /// <summary>The share of all fields together that was expected.</summary>
    public double ExpectedOfAll { get; init; } = Expected;
}
