using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Tests.Simulator;

public sealed class HangingAccountTests
{
    [Theory]
    [InlineData("localai", 9.5, 0)]
    [InlineData("localai", 10, 60.5)]
    [InlineData("localai", 70, 0.5)]
    [InlineData("localai", 70.5, 0)]
    [InlineData("north", 20, 0)]
    public void An_account_hangs_for_what_arrives_in_its_span_until_the_span_is_over(
        string account, double at, double hangs)
    {
        var latency = new Latency(new LatencyOptions(), HangingAccount.Parse("localai@10-70.5"));

        Assert.Equal(hangs, latency.Hang(account, TimeSpan.FromSeconds(at)).TotalSeconds, 3);
    }

    [Theory]
    [InlineData("localai")]
    [InlineData("localai@10")]
    [InlineData("localai@20-10")]
    [InlineData("@1-2")]
    public void What_is_no_span_is_refused(string text) =>
        Assert.Throws<FormatException>(() => HangingAccount.Parse(text));
}
