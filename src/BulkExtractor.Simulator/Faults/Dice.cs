namespace BulkExtractor.Simulator.Faults;

/// <summary>
/// The chance of one arrival: the same seed and number roll the same, whatever else was rolled before.
/// </summary>
internal readonly record struct Dice(int Seed, long Number)
{
    /// <summary>At least 0 and less than 1.</summary>
    public double Roll(Draw draw) => (Bits(draw) >> 11) * (1.0 / (1UL << 53));

    public int Pick(Draw draw, int count) => (int)(Roll(draw) * count);

    public ulong Bits(Draw draw) => Mix(Mix(Mix((uint)Seed) + (ulong)Number) + (ulong)draw);

    // The finaliser of SplitMix64: every bit of the input reaches every bit of the output.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

internal enum Draw
{
    Fault,
    Form,
    Cut,
    Headers,
    RetryAfter,
    Latency,
    LatencyAngle,
    Id,
}
