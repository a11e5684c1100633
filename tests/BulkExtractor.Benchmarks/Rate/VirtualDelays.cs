namespace BulkExtractor.Benchmarks.Rate;

/// <summary>How long things take under virtual time.</summary>
internal sealed class VirtualDelays(Random random)
{
    private const double ClockDrift = 200e-6;
    private const double DatabaseStalls = 0.005;

    /// <summary>Workers start whenever they start.</summary>
    public TimeSpan Start() => Uniform(1);

    /// <summary>How fast a worker's clock runs; what time of day it shows decides nothing.</summary>
    public double ClockPace() => 1 + (ClockDrift * ((2 * random.NextDouble()) - 1));

    /// <summary>The way to the database or back: milliseconds, but now and then it stands still.</summary>
    public TimeSpan Database() => random.NextDouble() < DatabaseStalls ? Uniform(1) : Uniform(0.003);

    /// <summary>How much later than asked a timer fires.</summary>
    public TimeSpan Timer() => Uniform(0.002);

    /// <summary>From the permit to the last byte written.</summary>
    public TimeSpan Send() => Uniform(0.1);

    /// <summary>30 ms and a log-normal part with a median of 35 ms, cut at 0.4 s together.</summary>
    public TimeSpan Network() => TimeSpan.FromSeconds(Math.Min(0.4, 0.03 + (0.035 * Math.Exp(0.8 * Gauss()))));

    private TimeSpan Uniform(double most) => TimeSpan.FromSeconds(most * random.NextDouble());

    private double Gauss() =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
