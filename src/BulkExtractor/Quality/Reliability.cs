using BulkExtractor.Models;

namespace BulkExtractor.Quality;

/// <summary>How far confidences are from how often values are right; 0 is best.</summary>
/// <param name="Count">How many fields of rows had a confidence.</param>
/// <param name="CalibrationError">
/// The expected calibration error: over ten bins of confidence, how far its mean is from the share that was right
/// (Naeini, Cooper, Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015).
/// </param>
/// <param name="Brier">The mean squared distance from 1 where right and 0 where not (Brier 1950).</param>
public sealed record Reliability(int Count, double CalibrationError, double Brier)
{
    private const int Bins = 10;

    /// <summary>That of some readings; null where there are none.</summary>
    public static Reliability? Measure(IReadOnlyList<GradedField> read) => read.Count == 0 ? null : new(
        read.Count,
        read.GroupBy(one => Math.Min((int)(one.Confidence * Bins), Bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(one => one.Confidence - one.Truth))) / read.Count,
        read.Average(one => (one.Confidence - one.Truth) * (one.Confidence - one.Truth)));
}

/// <summary>A field of a gold row as it was read: how sure the program was, and whether it was right.</summary>
/// <param name="Row">The place of the row in the gold.</param>
public sealed record GradedField(string Field, int Row, double Confidence, bool IsRight)
{
    /// <summary>The confidence that would have been right.</summary>
    public double Truth => IsRight ? 1 : 0;

    /// <summary>The same with the confidences that each half of the rows teaches the other one.</summary>
    public static IReadOnlyList<GradedField> Learnt(IReadOnlyList<GradedField> read)
    {
        var calibrations = read.GroupBy(HalfOf).ToDictionary(half => half.Key, half => Calibration.Fit(
            half.Select(one => new ConfidenceLevel(one.Confidence, one.Truth, 1 - one.Truth)), Calibration.None));
        return [.. read.Select(one => one with { Confidence = Teacher(one).Fit(one.Confidence) })];

        Calibration Teacher(GradedField of) =>
            calibrations.GetValueOrDefault((of.Field, !HalfOf(of).IsOdd), Calibration.None);
    }

    private static (string Field, bool IsOdd) HalfOf(GradedField one) => (one.Field, one.Row % 2 == 1);
}
