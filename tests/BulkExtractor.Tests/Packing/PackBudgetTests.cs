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
}
