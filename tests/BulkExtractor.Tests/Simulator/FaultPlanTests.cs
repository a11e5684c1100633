using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Tests.Simulator;

public sealed class FaultPlanTests
{
    private const string Model = "some/model:free";
    private const int Arrivals = 10_000;

    [Fact]
    public void Faults_come_at_their_rates()
    {
        var plan = Plan(new(FaultKind.Upstream429, 0.05), new(FaultKind.Truncated, 0.02));

        var faults = DrawAll(plan, seed: 7, Model);

        Assert.InRange(faults.Count(fault => fault == FaultKind.Upstream429), 430, 570);
        Assert.InRange(faults.Count(fault => fault == FaultKind.Truncated), 140, 260);
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults()
    {
        var plan = Plan(new FaultRate(FaultKind.Reset, 0.5));

        Assert.Equal(DrawAll(plan, seed: 7, Model), DrawAll(plan, seed: 7, Model));
        Assert.NotEqual(DrawAll(plan, seed: 7, Model), DrawAll(plan, seed: 8, Model));
    }

    [Fact]
    public void A_fault_of_one_model_spares_the_others()
    {
        var plan = Plan(new FaultRate(FaultKind.Stall, 1, Model));

        Assert.All(DrawAll(plan, seed: 7, Model), fault => Assert.Equal(FaultKind.Stall, fault));
        Assert.All(DrawAll(plan, seed: 7, "other/model"), fault => Assert.Null(fault));
    }

    [Fact]
    public void Rates_over_one_are_refused()
    {
        FaultRate[] rates = [new(FaultKind.Stall, 0.6), new(FaultKind.Reset, 0.6, Model)];

        var error = Assert.Throws<InvalidDataException>(() => Plan(rates));

        Assert.Equal("The fault rates add up to 1.2, over 1.", error.Message);
    }

    [Fact]
    public void Draws_for_different_purposes_are_independent()
    {
        var numbers = Enumerable.Range(1, Arrivals).Select(number => new Dice(3, number)).ToList();

        var both = numbers.Count(dice => dice.Roll(Draw.Fault) < 0.5 && dice.Roll(Draw.Form) < 0.5);

        Assert.InRange(both, 2_300, 2_700);
    }

    [Fact]
    public void Every_fault_has_a_name_and_stands_where_its_number_says()
    {
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultName.All.Select(fault => fault.Kind));
        Assert.Equal(FaultName.All.Count, FaultName.All.Select(fault => fault.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("0.05", 0.05, null)]
    [InlineData("1@a/b:free", 1, "a/b:free")]
    public void A_rate_is_a_number_and_perhaps_a_model(string text, double rate, string? model) =>
        Assert.Equal(new FaultRate(FaultKind.Prose, rate, model), FaultRate.Parse(FaultKind.Prose, text));

    [Theory]
    [InlineData("5%")]
    [InlineData("1.5")]
    [InlineData("")]
    public void What_is_no_rate_is_refused(string text) =>
        Assert.Throws<FormatException>(() => FaultRate.Parse(FaultKind.Prose, text));

    private static FaultPlan Plan(params FaultRate[] rates) => new(new FaultOptions { Rates = rates }, seed: 1);

    private static List<FaultKind?> DrawAll(FaultPlan plan, int seed, string model) =>
        [.. Enumerable.Range(1, Arrivals).Select(number => plan.Draw(model, new Dice(seed, number)))];
}
