namespace BulkExtractor.Tests;

/// <summary>A clock moved by hand; timers fire while it moves, in the order of their times.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _timerSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 1, 27, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        var end = GetUtcNow() + span;
        while (NextTimer(end) is { } timer) timer.Fire();
        lock (_gate) _now = end;
    }

    /// <summary>Waits until somebody waits for at least a span: an advance before that would come too early.</summary>
    public async Task WaitForTimerAsync(TimeSpan atLeast, CancellationToken cancellationToken)
    {
        while (!HasTimer(atLeast, out var timerSet)) await timerSet.WaitAsync(cancellationToken);
    }

    private bool HasTimer(TimeSpan atLeast, out Task timerSet)
    {
        lock (_gate)
        {
            timerSet = _timerSet.Task;
            return _timers.Any(timer => timer.DueAt - _now >= atLeast);
        }
    }

    private ManualTimer? NextTimer(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (next is not null && next.DueAt > _now) _now = next.DueAt;
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock._now + dueTime;
                clock._timers.Add(this);
                clock._timerSet.TrySetResult();
                clock._timerSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return true;
            }
        }

        public void Fire()
        {
            Change(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan, _period);
            callback();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
