using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Basics;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);

    private readonly ManualClock _clock = new();
    private readonly Throttle _throttle;
    private int _done;

    public ThrottleTests() => _throttle = new Throttle(Span, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_done_at_once_and_then_once_in_a_span()
    {
        await RunAsync();
        _clock.Advance(Span - TimeSpan.FromTicks(1));
        await RunAsync();
        Assert.Equal(1, _done);

        _clock.Advance(TimeSpan.FromTicks(1));
        await RunAsync();

        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task Work_that_is_called_for_anew_is_done_before_its_time()
    {
        await RunAsync();

        _throttle.Reset();
        await RunAsync();

        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task The_span_begins_when_the_work_is_done()
    {
        await _throttle.RunAsync(
            _ =>
            {
                _clock.Advance(Span);
                return Task.CompletedTask;
            },
            Token);

        await RunAsync();

        Assert.Equal(0, _done);
    }

    [Fact]
    public async Task Whoever_comes_while_the_work_is_under_way_waits_for_it_and_does_not_do_it_again()
    {
        var work = new TaskCompletionSource();
        var first = _throttle.RunAsync(_ => work.Task, Token);
        var second = RunAsync();
        Assert.False(second.IsCompleted);

        work.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(0, _done);
    }

    [Fact]
    public async Task Work_that_failed_was_not_done()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _throttle.RunAsync(_ => throw new InvalidOperationException("no"), Token));

        await RunAsync();

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Work_that_one_gave_up_is_done_by_the_next_that_waits()
    {
        using var giveUp = new CancellationTokenSource();
        var first = _throttle.RunAsync(token => Task.Delay(Timeout.Infinite, token), giveUp.Token);
        var second = RunAsync();

        await giveUp.CancelAsync();
        await second;

        Assert.Equal(1, _done);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Whoever_waits_may_give_up()
    {
        var work = new TaskCompletionSource();
        var first = _throttle.RunAsync(_ => work.Task, Token);
        using var giveUp = new CancellationTokenSource();
        var second = _throttle.RunAsync(_ => Task.CompletedTask, giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        work.SetResult();
        await first;
    }

    private Task RunAsync() => _throttle.RunAsync(
        _ =>
        {
            _done++;
            return Task.CompletedTask;
        },
        Token);
}
