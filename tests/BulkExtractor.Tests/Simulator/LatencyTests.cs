using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Tests.Simulator;

public sealed class LatencyTests
{
    [Fact]
    public void The_mean_is_kept_whatever_the_spread()
    {
        var latency = new Latency(new LatencyOptions { Mean = TimeSpan.FromSeconds(0.2), Sigma = 0.5 });

        var seconds = Enumerable.Range(1, 20_000).Select(n => latency.Sample(new Dice(1, n)).TotalSeconds).ToList();

        Assert.InRange(seconds.Average(), 0.195, 0.205);
        Assert.True(seconds.Max() > 0.6);
    }

    [Fact]
    public void Without_a_mean_answers_come_at_once() =>
        Assert.Equal(TimeSpan.Zero, new Latency(new LatencyOptions { Sigma = 1 }).Sample(new Dice(1, 1)));
}
