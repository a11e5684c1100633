using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Quality;

public sealed class ReliabilityTests(ITestOutputHelper output)
{
    [Fact]
    public void The_calibration_error_is_how_far_the_confidence_of_a_bin_is_from_its_share_of_right_ones()
    {
        var read = Fields((0.9, true), (1, true), (0.94, false), (0.2, false), (0.24, true));

        // Bin 0.9 to 1: |2.84 - 2|; bin 0.2 to 0.3: |0.44 - 1|; over five.
        Assert.Equal((0.84 + 0.56) / 5, Reliability.Measure(read)!.CalibrationError, 6);
    }

    [Fact]
    public void The_Brier_score_is_the_mean_squared_distance_from_the_truth() =>
        Assert.Equal((0.01 + 0.81) / 2, Reliability.Measure(Fields((0.9, true), (0.9, false)))!.Brier, 6);

    [Fact]
    public void Where_no_value_had_a_confidence_nothing_is_told() => Assert.Null(Reliability.Measure([]));

    [Fact]
    public void What_one_half_teaches_makes_the_confidences_of_the_other_half_truer()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        List<GradedField> read =
        [
            .. Read(random, "right", 0.97, 0.97),
            .. Read(random, "noisy", 0.97, 0.6),
            .. Read(random, "hard", 0.25, 0.5),
        ];

        var (before, after) = (Reliability.Measure(read)!, Reliability.Measure(GradedField.Learnt(read))!);

        output.WriteLine($"seed {seed}, 3 × 200 readings: {before} → {after}");
        Assert.InRange(before.CalibrationError, 0.1, 0.3);
        Assert.InRange(after.CalibrationError, 0, before.CalibrationError / 2);
        Assert.InRange(after.Brier, 0, before.Brier - 0.03);
    }

    [Fact]
    public void No_half_learns_from_itself()
    {
        var read = Enumerable.Range(0, 200).Select(row => new GradedField("name", row, 0.5, row % 2 == 0)).ToList();

        var learnt = GradedField.Learnt(read);

        Assert.All(learnt, one => Assert.Equal(one.IsRight, one.Confidence < 0.5));
    }

    [Fact]
    public void No_field_learns_from_another()
    {
        var read = Enumerable.Range(0, 200)
            .Select(row => new GradedField(row < 100 ? "right" : "wrong", row, 0.5, row < 100))
            .ToList();

        var learnt = GradedField.Learnt(read);

        Assert.All(learnt, one => Assert.Equal(one.IsRight, one.Confidence > 0.5));
    }

    private static GradedField[] Fields(params (double Confidence, bool IsRight)[] read) =>
        [.. read.Select((one, row) => new GradedField("name", row, one.Confidence, one.IsRight))];

    private static IEnumerable<GradedField> Read(Random random, string field, double confidence, double accuracy) =>
        Enumerable.Range(0, 200).Select(row => new GradedField(field, row, confidence, random.NextDouble() < accuracy));
}
