using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Routing;

public sealed class SuccessEstimatorTests
{
    private const string Model = "a model";

    private readonly ManualClock _clock = new();
    private readonly SuccessEstimator _experience;

    public SuccessEstimatorTests() => _experience = new SuccessEstimator(_clock);

    [Fact]
    public void A_model_that_nobody_asked_yet_is_believed_to_answer_nine_in_ten() =>
        Assert.Equal(0.9, _experience.Of(Model).Mean, 3);

    [Fact]
    public void A_model_that_turned_bad_is_known_to_be_bad_within_fifty_requests_however_long_it_was_good()
    {
        for (var i = 0; i < 10_000; i++) _experience.Learn(Model, 1);
        for (var i = 0; i < 50; i++) _experience.Learn(Model, 0);

        Assert.InRange(_experience.Of(Model).Mean, 0, 0.45);
    }

    [Fact]
    public void What_was_learned_fades_by_half_in_two_hours()
    {
        for (var i = 0; i < 40; i++) _experience.Learn(Model, 0);
        var weight = _experience.Of(Model).Weight - 5;

        _clock.Advance(SuccessEstimator.HalfLife);

        Assert.Equal(weight / 2, _experience.Of(Model).Weight - 5, 3);
    }

    [Fact]
    public void What_all_workers_recorded_takes_the_place_of_what_one_learned()
    {
        _experience.Learn(Model, 0);

        _experience.Adopt([new ModelEvidence(Model, 1, 3, 0), new ModelEvidence(Model, 2, 2, 0)]);

        Assert.Equal(9.5 / 10, _experience.Of(Model).Mean, 3);
    }

    [Fact]
    public void The_room_of_a_model_grows_with_its_answers_and_halves_with_a_fault()
    {
        for (var i = 0; i < 200; i++) _experience.Learn(Model, 1);
        var grown = _experience.RoomOf(Model);

        _experience.Learn(Model, 0, broke: true);

        Assert.InRange(grown, 15, 25);
        Assert.Equal(grown / 2, _experience.RoomOf(Model), tolerance: 1);
    }

    [Theory]
    [InlineData(45, 5)]
    [InlineData(0.5, 2)]
    public void Drawn_chances_have_the_mean_and_the_spread_of_what_is_believed(double good, double bad)
    {
        var (chance, random) = (new BetaEstimate(good, bad), new Random(5));

        var drawn = Enumerable.Range(0, 20_000).Select(_ => chance.Sample(random)).ToList();

        var spread = drawn.Average(p => Math.Pow(p - chance.Mean, 2));
        Assert.Equal(chance.Mean, drawn.Average(), 2);
        Assert.Equal(chance.Mean * (1 - chance.Mean) / (chance.Weight + 1), spread, 2);
    }
}
