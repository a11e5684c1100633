using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Tests.Simulator;

public sealed class ContentFaultsTests
{
    private const string Content = """{"documents":[{"id":"k"}]}""";

    [Theory]
    [InlineData(FaultKind.TrailingCommas, """{"documents":[{"id":"k"},],}""")]
    [InlineData(FaultKind.Fences, "```json\n{\"documents\":[{\"id\":\"k\"}]}\n```")]
    [InlineData(FaultKind.EmptyContent, "")]
    [InlineData(FaultKind.Stall, Content)]
    [InlineData(null, Content)]
    public void Content_is_spoilt_as_the_fault_says(FaultKind? fault, string expected) =>
        Assert.Equal(expected, ContentFaults.Spoil(Content, fault, new Dice(1, 1)));

    [Theory]
    [InlineData(FaultKind.Prose)]
    [InlineData(FaultKind.Think)]
    public void Words_around_the_content_leave_it_whole(FaultKind fault)
    {
        var spoilt = ContentFaults.Spoil(Content, fault, new Dice(1, 1));

        Assert.Contains(Content, spoilt, StringComparison.Ordinal);
        Assert.NotEqual('{', spoilt[0]);
    }

    [Fact]
    public void Truncated_content_is_a_beginning() => Assert.All(Enumerable.Range(1, 100), number =>
    {
        var spoilt = ContentFaults.Spoil(Content, FaultKind.Truncated, new Dice(1, number));

        Assert.StartsWith(spoilt, Content, StringComparison.Ordinal);
        Assert.InRange(spoilt.Length, 1, Content.Length - 1);
    });

    [Fact]
    public void A_cut_does_not_tear_a_character() => Assert.Equal("a", ContentFaults.Cut("a😀b", 2));
}
