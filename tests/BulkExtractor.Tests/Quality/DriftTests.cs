using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Quality;

public sealed class DriftTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_125;

    [Fact]
    public void A_model_that_reads_nothing_rightly_any_more_is_found_within_eight_sentinels()
    {
        var readings = Readings([.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(0.0, 8)]);

        var verdict = Drift.Judge(readings);

        Assert.True(verdict.HasDrifted);
        Assert.Equal(20, verdict.LastGood);
        Assert.Equal(0, verdict.Recent);
    }

    [Fact]
    public void A_model_that_never_erred_may_err_twice() =>
        Assert.False(Drift.Judge(Readings([.. Enumerable.Repeat(1.0, 50), 0, 0])).HasDrifted);

    [Fact]
    public void A_model_that_was_mediocre_from_the_start_did_not_drift()
    {
        var random = new Random(Seed);

        Assert.False(Drift.Judge(Readings(Shares(random, 100, 0.6))).HasDrifted);
    }

    [Fact]
    public void Fields_that_stay_right_do_not_hide_one_that_is_lost()
    {
        var readings = Enumerable.Range(1, 40).SelectMany(attempt => Enumerable.Range(1, 10).Select(field =>
            new FieldReading(attempt, $"field {field}", field == 3 && attempt > 30 ? 0 : 1))).ToList();

        var verdict = Drift.OfFields(readings);

        Assert.Equal((true, "field 3", 30), (verdict.HasDrifted, verdict.Field, verdict.LastGood));
        Assert.InRange(verdict.ExpectedOfAll, 0.9, 1);
    }

    [Theory]
    [InlineData(0.98, 0.02)]
    [InlineData(0.9, 0.05)]
    [InlineData(0.7, 0.25)]
    public void Few_models_with_many_fields_are_taken_for_drifted(double accuracy, double most)
    {
        var random = new Random(Seed);
        var share = Enumerable.Range(0, 200).Count(_ => Drift.OfFields(
            [
                .. Enumerable.Range(1, 200).SelectMany(attempt => Enumerable.Range(1, 8).Select(field =>
                    new FieldReading(attempt, $"field {field}", random.NextDouble() < accuracy ? 1 : 0))),
            ]).HasDrifted) / 200.0;

        output.WriteLine($"8 fields, accuracy {accuracy}, seed {Seed}: {share:P1} false alarms in 200 sentinels");
        Assert.InRange(share, 0, most);
    }

    [Fact]
    public void Without_a_good_sentinel_nothing_is_known_to_be_good()
    {
        var verdict = Drift.Judge(Readings([.. Enumerable.Repeat(0.0, 20)]), known: 0.9);

        Assert.True(verdict.HasDrifted);
        Assert.Null(verdict.LastGood);
    }

    [Fact]
    public void What_was_expected_before_needs_no_learning_again()
    {
        double[] bad = [.. Enumerable.Repeat(0.0, 15)];

        Assert.True(Drift.Judge(Readings(bad), known: 0.95).HasDrifted);
        Assert.False(Drift.Judge(Readings(bad)).HasDrifted);
    }

    [Theory]
    [InlineData(0.97, 1, true)]
    [InlineData(0.97, 0.5, false)]
    [InlineData(0.6, 0.7, true)]
    [InlineData(0.6, 0.2, false)]
    public void A_trial_goes_well_when_it_speaks_for_what_was_expected(double expected, double share, bool over) =>
        Assert.Equal(over, Drift.IsOver(expected, share));

    // The worst case is one field: as if all of a document were right or wrong together.
    [Theory]
    [InlineData(6, 0.98, 0.005)]
    [InlineData(6, 0.9, 0.005)]
    [InlineData(6, 0.8, 0.005)]
    [InlineData(6, 0.6, 0.005)]
    [InlineData(1, 0.98, 0.01)]
    [InlineData(1, 0.9, 0.05)]
    [InlineData(1, 0.8, 0.10)]
    public void Few_models_that_stay_as_they_are_are_taken_for_drifted(int fields, double accuracy, double most)
    {
        var random = new Random(Seed);
        var share = Enumerable.Range(0, 1_000)
            .Count(_ => Drift.Judge(Readings(Shares(random, 200, accuracy, fields))).HasDrifted) / 1_000.0;

        output.WriteLine(
            $"accuracy {accuracy}, {fields} independent fields, seed {Seed}: {share:P1} false alarms in 200 sentinels");
        Assert.InRange(share, 0, most);
    }

    [Theory]
    [InlineData(0.98, 0.3)]
    [InlineData(0.9, 0.3)]
    [InlineData(0.8, 0)]
    public void A_drop_is_found_within_a_score_of_sentinels(double before, double after)
    {
        var random = new Random(Seed);
        var found = Enumerable.Range(0, 500).Select(_ =>
            Drift.Judge(Readings([.. Shares(random, 50, before), .. Shares(random, 20, after)])).HasDrifted);

        Assert.InRange(found.Count(drifted => drifted), 480, 500);
    }

    private static double[] Shares(Random random, int count, double accuracy, int fields = 6) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, fields).Count(_ => random.NextDouble() < accuracy) / (double)fields),
    ];

    private static IReadOnlyList<SentinelReading> Readings(IEnumerable<double> shares) =>
        [.. shares.Select((share, place) => new SentinelReading(place + 1, share))];
}
