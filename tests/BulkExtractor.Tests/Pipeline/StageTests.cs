using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class StageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_that_fails_completes_its_output_with_the_error()
    {
        var channel = Stage.CreateChannel<int>(1);

        var failing = Stage.CompletingAsync(channel.Writer, () => throw new InvalidOperationException("broken"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Reader.Completion);
    }

    [Fact]
    public async Task The_first_failure_stops_the_others_and_is_the_one_thrown()
    {
        using var stop = new CancellationTokenSource();
        var other = Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        var failing = Task.FromException(new InvalidOperationException("first"));

        var all = Stage.WhenAllOrFirstFailureAsync(stop, other, failing);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => all);
        Assert.Equal("first", error.Message);
        Assert.True(other.IsCanceled);
    }

    [Fact]
    public async Task Whatever_is_waiting_makes_one_group_up_to_the_limit()
    {
        var channel = Stage.CreateChannel<int>(10);
        for (var item = 0; item < 7; item++) channel.Writer.TryWrite(item);
        channel.Writer.Complete();

        var sizes = new List<int>();
        await foreach (var group in Stage.ReadGroupsAsync(channel.Reader, 5, Token)) sizes.Add(group.Count);

        Assert.Equal([5, 2], sizes);
    }
}
