namespace BulkExtractor.VirtualWorld;

/// <summary>
/// Time that passes from event to event, and the clock of whoever is always right: the database, the provider.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private long _order;

    /// <summary>What has passed since the start.</summary>
    public TimeSpan Now { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Now;

    public override long GetTimestamp() => Now.Ticks;

    /// <summary>Lets something happen in a while.</summary>
    public void After(TimeSpan delay, Action happen) => _events.Enqueue(happen, (Now + delay, _order++));

    /// <summary>Lets everything happen until a time, or until nobody wants to go on.</summary>
    public void Run(TimeSpan until, Func<bool> goOn)
    {
        while (goOn() && _events.TryPeek(out _, out var next) && next.At <= until)
        {
            var happen = _events.Dequeue();
            Now = next.At;
            happen();
        }
    }
}
