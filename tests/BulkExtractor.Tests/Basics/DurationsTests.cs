using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Basics;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1.5h", 5_400)]
    [InlineData("30 minutes", 1_800)]
    [InlineData("1 minute", 60)]
    [InlineData(" 2 days ", 172_800)]
    [InlineData("0.5s", 0.5)]
    public void A_span_is_written_in_one_way_everywhere(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("0s")]
    [InlineData("0.0h")]
    [InlineData("-1h")]
    [InlineData("1,5h")]
    [InlineData("1e3s")]
    [InlineData("2 weeks")]
    [InlineData("9999999d")]
    public void Anything_else_is_none(string text) => Assert.Null(Durations.Parse(text));
}
