namespace BulkExtractor.VirtualWorld;

/// <summary>A worker's own clock: it shows another time of day, runs a little off pace, and decides nothing.</summary>
internal sealed class SkewedClock(VirtualTime time, Random random) : TimeProvider
{
    private const double MostDrift = 200e-6;

    private readonly TimeSpan _offset = TimeSpan.FromHours((random.NextDouble() * 30) - 15);
    private readonly double _pace = 1 + (MostDrift * ((2 * random.NextDouble()) - 1));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _offset;

    public override long GetTimestamp() => (long)(time.Now.Ticks * _pace);

    /// <summary>How long a span by this clock really is.</summary>
    public TimeSpan Really(TimeSpan span) => span / _pace;
}
