using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Jobs;

public sealed class VotingOptionsTests
{
    private static readonly Definition Lists =
        Some.Definition(Some.Object(("names", new FieldSchema { Types = [FieldType.Array] })));

    [Theory]
    [InlineData(1, false, 1, 1)]
    [InlineData(2, false, 1, 1.15)]
    [InlineData(3, false, 1, 1.18)]
    [InlineData(3, true, 1, 2.2)]
    [InlineData(1, false, 3, 2)]
    public void The_answers_that_are_expected_count_second_opinions_and_passes(
        int votes, bool everywhere, int passes, double expected) =>
        Assert.Equal(
            expected,
            new VotingOptions { Votes = votes, Everywhere = everywhere, Passes = passes }.ExpectedAnswers(Lists),
            precision: 6);

    [Fact]
    public void Without_lists_there_are_no_passes() =>
        Assert.Equal(1, new VotingOptions { Passes = 3 }.ExpectedAnswers(Some.Definition()));
}
