using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    private static readonly double[] Levels = [0.25, 0.5, 0.6, 0.8, 0.9, 0.95, 0.97];

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.97)]
    [InlineData(1)]
    public void Without_gold_a_confidence_is_worth_what_it_says(double confidence)
    {
        Assert.Equal(confidence, Calibration.None.Fit(confidence));
        Assert.Equal(confidence, Of().Fit(confidence));
    }

    [Theory]
    [InlineData(0, 0, 0.97)]
    [InlineData(0, 1, 9.7 / 11)]
    [InlineData(5, 5, 14.7 / 20)]
    [InlineData(500, 500, 509.7 / 1010)]
    [InlineData(50, 0, 59.7 / 60)]
    public void A_confidence_goes_to_the_share_that_was_right_the_further_the_more_was_read(
        double right, double wrong, double expected) =>
        Assert.Equal(expected, Of(new ConfidenceLevel(0.97, right, wrong)).Fit(0.97), 6);

    [Fact]
    public void What_was_read_at_one_level_in_several_places_counts_together() =>
        Assert.Equal(
            Of(new ConfidenceLevel(0.97, 12, 8)).Fit(0.97),
            Of(new ConfidenceLevel(0.97, 10, 1), new ConfidenceLevel(0.97, 2, 7)).Fit(0.97));

    [Fact]
    public void Levels_that_contradict_each_other_are_pooled_by_what_was_read_of_them()
    {
        var calibration = Of(new ConfidenceLevel(0.8, 290, 0), new ConfidenceLevel(0.9, 0, 90));

        var smoothed = (Less: 298.0 / 300, More: 9.0 / 100);
        Assert.Equal(((290 * smoothed.Less) + (90 * smoothed.More)) / 380, calibration.Fit(0.8), 6);
        Assert.Equal(calibration.Fit(0.8), calibration.Fit(0.9));
    }

    [Fact]
    public void A_level_that_nobody_measured_stays_as_it_was_as_far_as_its_neighbours_leave_room()
    {
        var calibration = Of(new ConfidenceLevel(0.5, 70, 30), new ConfidenceLevel(0.9, 80, 20));

        Assert.Equal(0.25, calibration.Fit(0.25));
        Assert.Equal(calibration.Fit(0.5), calibration.Fit(0.6));
        Assert.Equal(0.8, calibration.Fit(0.8));
        Assert.Equal(calibration.Fit(0.9), calibration.Fit(0.85));
        Assert.Equal(0.97, calibration.Fit(0.97));
    }

    [Fact]
    public void What_was_believed_before_gives_way_to_what_was_read()
    {
        var others = Of(new ConfidenceLevel(0.97, 100, 900));

        Assert.InRange(Calibration.Fit([], others).Fit(0.97), 0.1, 0.11);
        Assert.InRange(Calibration.Fit([new ConfidenceLevel(0.97, 10, 0)], others).Fit(0.97), 0.5, 0.56);
        Assert.InRange(Calibration.Fit([new ConfidenceLevel(0.97, 200, 0)], others).Fit(0.97), 0.95, 0.97);
    }

    [Fact]
    public void A_surer_value_is_never_less_likely_to_be_right()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var before = Calibration.Fit(Drawn(random), Calibration.None);
            var calibration = Calibration.Fit(Drawn(random), before);

            var chances = Enumerable.Range(0, 101).Select(percent => calibration.Fit(percent / 100.0)).ToList();

            Assert.All(chances.Zip(chances.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 1e-9));
            Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
        }
    }

    private static Calibration Of(params ConfidenceLevel[] read) => Calibration.Fit(read, Calibration.None);

    private static List<ConfidenceLevel> Drawn(Random random) =>
    [
        .. Levels.Where(_ => random.Next(2) == 0)
            .Select(level => new ConfidenceLevel(level, random.NextDouble() * 50, random.NextDouble() * 50)),
    ];
}
