namespace BulkExtractor.Models;

/// <summary>What is believed of a success probability: a Beta distribution over it.</summary>
public readonly record struct BetaEstimate(double Good, double Bad)
{
    /// <summary>The probability to be expected.</summary>
    public double Mean => Good / (Good + Bad);

    /// <summary>How much evidence there is.</summary>
    public double Weight => Good + Bad;

    /// <summary>A probability that may be the true one (Thompson sampling).</summary>
    public double Sample(Random random)
    {
        var good = Gamma(Good, random);
        return good / (good + Gamma(Bad, random));
    }

    // Marsaglia and Tsang (2000); a shape below 1 is drawn from the next one and taken down.
    private static double Gamma(double shape, Random random)
    {
        if (shape < 1) return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = Normal(random);
            var v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
