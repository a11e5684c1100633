using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Packing;

public sealed class PackBudgetTests
{
    [Fact]
    public void Input_answer_and_overhead_together_stay_below_the_context()
    {
        var model = Some.Model() with { Context = 10_000, MaxOutput = 2_000 };

        var budget = PackBudget.Calculate(model, Some.Definition(), pack: 10, overheadTokens: 500);

        Assert.Equal((6_000, 2_000), (budget.InputTokens, budget.MaxTokens));
    }

    [Fact]
    public void The_answer_gets_no_more_than_half_of_a_small_context()
    {
        var model = Some.Model() with { Context = 4_000, MaxOutput = 8_000 };

        Assert.Equal(2_000, PackBudget.Calculate(model, Some.Definition(), pack: 10, overheadTokens: 0).MaxTokens);
    }

    [Fact]
    public void A_pack_is_no_larger_than_was_wished() =>
        Assert.Equal(3, PackBudget.Calculate(Some.Model(), Some.Definition(), pack: 3, overheadTokens: 0).Documents);

    [Fact]
    public void One_document_always_goes()
    {
        var fields = Enumerable.Range(0, 1_000).Select(number => $"field{number}").ToArray();

        Assert.Equal(
            1, PackBudget.Calculate(Some.Model(), Some.DefinitionOf(fields), pack: 10, overheadTokens: 0).Documents);
    }

    [Fact]
    public void Where_nobody_counts_what_is_asked_for_the_answer_gets_the_models_most() =>
        Assert.Equal(4_096, PackBudget.Calculate(Some.Model(), Some.Definition(), 3, 0).Cap(documents: 1));

    [Fact]
    public void Where_it_is_counted_the_answer_gets_what_it_needs_with_a_margin()
    {
        var paid = Some.Model() with { Tier = Tier.Paid, Price = new Price(1, 1) };
        var budget = PackBudget.Calculate(paid, Some.Definition(), pack: 10, overheadTokens: 0);

        Assert.InRange(budget.Cap(documents: 4), 4 * OutputEstimate.PerDocument(Some.Definition()), 1_500);
        Assert.Equal(2 * budget.Cap(documents: 4), budget.Cap(documents: 4, room: 2), tolerance: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pack_is_never_larger_than_the_tokens_of_a_minute(bool countsCap)
    {
        var limit = new Limit(TimeSpan.FromSeconds(60)) { Tokens = 8_000, CountsCap = countsCap };
        var start = PackStats.Start(25, Some.Definition());
        var budget = PackBudget.Calculate(Large(limit), start, TokenFactors.Start, 25, 500);

        var pack = Packer.Choose([.. Enumerable.Range(1, 40).Select(id => Some.Waiting(id, tokens: 300))], budget);

        var input = 500 + pack.Sum(chunk => chunk.Tokens + PackBudget.TagTokens);
        var output = countsCap ? budget.Cap(pack.Count, input) : budget.ExpectedOutput(pack.Count);
        Assert.InRange(input + output, 6_000, 8_000);
    }

    [Fact]
    public void A_limit_of_tokens_that_are_read_bounds_only_those()
    {
        var limit = new Limit(TimeSpan.FromSeconds(60)) { InputTokens = 15_000 };
        var budget = PackBudget.Calculate(Large(limit), Some.Definition(), pack: 10, overheadTokens: 500);

        Assert.InRange(budget.InputTokens + 500, 12_000, 15_000);
        Assert.Equal(65_536, budget.Cap(documents: 1));
    }

    [Fact]
    public void Where_the_cap_counts_in_advance_no_room_is_asked_for_that_the_limit_does_not_hold()
    {
        var limit = new Limit(TimeSpan.FromSeconds(60)) { Tokens = 8_000, CountsCap = true };
        var budget = PackBudget.Calculate(Large(limit), Some.Definition(), pack: 10, overheadTokens: 500);

        Assert.InRange(budget.Cap(documents: 10, inputTokens: 5_000, room: 16), 1_000, 3_000);
    }

    private static Model Large(Limit limit) => Some.Model() with
    {
        Context = 131_072,
        MaxOutput = 65_536,
        Limits = [limit],
    };

    [Fact]
    public void A_document_too_long_for_the_tokens_of_a_minute_goes_alone()
    {
        var limited = Some.Model() with { Limits = [new Limit(TimeSpan.FromSeconds(60)) { Tokens = 2_500 }] };
        var budget = PackBudget.Calculate(limited, Some.Definition(), pack: 10, overheadTokens: 500);
        var tooLong = Some.Waiting(2, tokens: 2_000);

        Assert.True(budget.InputTokens < 2_000 && budget.AloneTokens > 2_000);
        Assert.Equal([tooLong], Packer.Choose([tooLong, Some.Waiting(1)], budget));
    }

    [Fact]
    public void A_limit_in_which_no_document_fits_shortens_nothing()
    {
        var limited = Some.Model() with { Limits = [new Limit(TimeSpan.FromSeconds(60)) { Tokens = 100 }] };

        Assert.Equal(
            PackBudget.Calculate(Some.Model(), Some.Definition(), pack: 10, overheadTokens: 500).InputTokens,
            PackBudget.Calculate(limited, Some.Definition(), pack: 10, overheadTokens: 500).InputTokens);
    }
}
