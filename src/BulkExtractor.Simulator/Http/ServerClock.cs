namespace BulkExtractor.Simulator.Http;

/// <summary>The time since a server started.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public TimeProvider Time => time;

    public TimeSpan SinceStart => time.GetElapsedTime(_startedAt);

    public DateTimeOffset Utc => time.GetUtcNow();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();
}
