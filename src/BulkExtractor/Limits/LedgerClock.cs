namespace BulkExtractor.Limits;

/// <summary>Notices when the ledger's clock jumps forward, so that permits would weigh too short.</summary>
/// <remarks>
/// Between two answers it can go no further than the time from before the first was asked for until after the second
/// came, by this process' monotonic clock. So no delay looks like a jump, however long it is.
/// </remarks>
internal sealed class LedgerClock(TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.25);

    // Two clocks that nobody corrects drift apart; after a long rest that is no jump.
    private const double Drift = 0.001;

    private Sight? _last;

    /// <summary>What it says now, as far as is known here; null before the first answer.</summary>
    public DateTimeOffset? Now => _last is { } last ? last.Said + clock.GetElapsedTime(last.AskedAt) : null;

    /// <summary>Learns what it said in an answer; returns how far it jumped since the one before, if it did.</summary>
    /// <param name="askedAt">The monotonic timestamp from before the ledger was asked.</param>
    public TimeSpan? See(DateTimeOffset said, long askedAt)
    {
        var last = Interlocked.Exchange(ref _last, new Sight(said, askedAt));
        if (last is null) return null;
        var passed = clock.GetElapsedTime(last.AskedAt);
        var jump = said - last.Said - passed;
        return jump > Tolerance + (passed * Drift) ? jump : null;
    }

    private sealed record Sight(DateTimeOffset Said, long AskedAt);
}
