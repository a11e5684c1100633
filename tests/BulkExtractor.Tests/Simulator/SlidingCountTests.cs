using BulkExtractor.Simulator.Limits;

namespace BulkExtractor.Tests.Simulator;

public sealed class SlidingCountTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    [Fact]
    public void Events_a_whole_window_apart_are_not_in_one_window()
    {
        var count = new SlidingCount(Window);

        count.Add(TimeSpan.Zero);
        count.Add(Window);

        Assert.Equal(1, count.Fullest);
    }

    [Fact]
    public void Events_a_tick_less_than_a_window_apart_are_in_one_window()
    {
        var count = new SlidingCount(Window);

        count.Add(TimeSpan.Zero);
        count.Add(Window - TimeSpan.FromTicks(1));

        Assert.Equal(2, count.Fullest);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20260127)]
    public void The_fullest_window_is_the_one_that_a_full_search_finds(int seed)
    {
        var random = new Random(seed);
        var events = new List<TimeSpan> { TimeSpan.Zero };
        for (var i = 0; i < 500; i++) events.Add(events[^1] + TimeSpan.FromMilliseconds(random.Next(0, 200)));
        var count = new SlidingCount(Window);

        foreach (var at in events) count.Add(at);

        var expected = events.Max(first => events.Count(at => at >= first && at < first + Window));
        Assert.True(expected == count.Fullest, $"seed {seed}: {expected} expected, {count.Fullest} counted");
    }
}
