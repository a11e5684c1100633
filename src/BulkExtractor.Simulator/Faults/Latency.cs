namespace BulkExtractor.Simulator.Faults;

/// <summary>How long one answer takes.</summary>
internal sealed class Latency(LatencyOptions options)
{
    public TimeSpan Of(Dice dice)
    {
        if (options.Mean <= TimeSpan.Zero) return TimeSpan.Zero;
        if (options.Sigma <= 0) return options.Mean;

        // Box-Muller; the shift keeps the mean of the log-normal where it was asked to be.
        var radius = Math.Sqrt(-2 * Math.Log(1 - dice.Roll(Draw.Latency)));
        var normal = radius * Math.Cos(2 * Math.PI * dice.Roll(Draw.LatencyAngle));
        return options.Mean * Math.Exp((options.Sigma * normal) - (options.Sigma * options.Sigma / 2));
    }
}
