namespace BulkExtractor.Simulator.Faults;

internal sealed class Latency(LatencyOptions options, params IReadOnlyList<HangingAccount> hanging)
{
    /// <summary>How much longer an account hangs for what arrived at a time; zero when it does not.</summary>
    public TimeSpan Hang(string? account, TimeSpan at) => hanging
        .Where(one => one.Account == account && one.From <= at && at < one.To)
        .Select(one => one.To - at)
        .DefaultIfEmpty()
        .Max();

    public TimeSpan Sample(Dice dice)
    {
        if (options.Mean <= TimeSpan.Zero) return TimeSpan.Zero;
        if (options.Sigma <= 0) return options.Mean;

        // Box-Muller; the shift keeps the mean of the log-normal where it was asked to be.
        var radius = Math.Sqrt(-2 * Math.Log(1 - dice.Roll(Draw.Latency)));
        var normal = radius * Math.Cos(2 * Math.PI * dice.Roll(Draw.LatencyAngle));
        return options.Mean * Math.Exp((options.Sigma * normal) - (options.Sigma * options.Sigma / 2));
    }
}
