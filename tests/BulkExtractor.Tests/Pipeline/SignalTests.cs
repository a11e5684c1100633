using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class SignalTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualClock _clock = new();
    private readonly Signal _signal;

    public SignalTests() => _signal = new Signal(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 10_000)]
    public async Task A_waiter_is_woken_early()
    {
        var waiting = _signal.WaitAsync(Hour, CancellationToken.None, Token);
        Assert.False(waiting.IsCompleted);

        _signal.Set();

        await waiting;
    }

    [Fact(Timeout = 10_000)]
    public async Task A_signal_that_came_before_the_waiter_is_not_lost()
    {
        _signal.Set();

        await _signal.WaitAsync(Hour, CancellationToken.None, Token);
    }

    [Fact(Timeout = 10_000)]
    public async Task Signals_that_nobody_waits_for_fall_into_one()
    {
        _signal.Set();
        _signal.Set();
        await _signal.WaitAsync(Hour, CancellationToken.None, Token);

        Assert.False(_signal.WaitAsync(Hour, CancellationToken.None, Token).IsCompleted);
    }

    [Fact(Timeout = 10_000)]
    public async Task Without_a_signal_the_wait_ends_after_its_span()
    {
        var waiting = _signal.WaitAsync(Hour, CancellationToken.None, Token);

        _clock.Advance(Hour);

        await waiting;
    }

    [Fact(Timeout = 10_000)]
    public async Task Draining_ends_the_wait()
    {
        using var drain = new CancellationTokenSource();
        var waiting = _signal.WaitAsync(Hour, drain.Token, Token);

        await drain.CancelAsync();

        await waiting;
    }

    [Fact(Timeout = 10_000)]
    public async Task Aborting_breaks_the_wait()
    {
        using var abort = new CancellationTokenSource();
        var waiting = _signal.WaitAsync(Hour, CancellationToken.None, abort.Token);

        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
