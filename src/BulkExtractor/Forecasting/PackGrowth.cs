using BulkExtractor.Packing;

namespace BulkExtractor.Forecasting;

/// <summary>How full packs are from now on: as full as now or, where the size is found out, ever fuller.</summary>
/// <param name="Size">The chunks in a full pack now.</param>
/// <param name="Most">The chunks that a pack can come to hold.</param>
/// <param name="Models">The models over which the packs are spread; each learns for itself.</param>
/// <remarks>
/// Follows the growth of <see cref="PackSizeLearner"/> on average: after each pack that comes back whole a
/// quarter more with the models for which none was too large yet, half a chunk more with the others; after
/// each that misses some a little less; after each that was cut off three tenths less, and its model is one
/// of the others for some packs.
/// </remarks>
public sealed record PackGrowth(double Size, double Most, int Models = 1)
{
    // Of packs that miss something, mostly one chunk is missing; and so many packs make up for one that was cut off.
    private const double AfterMissing = 0.05;
    private const double WayBackPacks = 8;
    private const double Still = 0.001;

    /// <summary>The share of requests whose packs come back whole.</summary>
    public double Whole { get; init; } = 0.95;

    /// <summary>The share of requests whose packs come back with some chunks missing.</summary>
    public double Partial { get; init; }

    /// <summary>The share of requests whose answers are cut off.</summary>
    public double Cut { get; init; }

    /// <summary>The share of the models for which no pack was too large yet.</summary>
    public double Rising { get; init; } = 1;

    /// <summary>The requests that are sent before the first of them comes back and teaches anything.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Packs of one size.</summary>
    public static PackGrowth Steady(double size) => new(size, size);

    /// <summary>The packs for some chunks.</summary>
    public double PacksFor(double chunks)
    {
        var first = Math.Max(1, Size);
        var (packs, left, size, rising) = (0, chunks, first, Rising);
        var (most, learned) = (Math.Max(first, Most - Lacking), new Queue<double>());
        while (true)
        {
            learned.Enqueue(size);
            var sent = learned.Count < AtOnce ? first : learned.Dequeue();
            var step = StepFrom(size, rising);
            if (size >= most) step = Math.Min(0, step);
            var still = Math.Abs(step) < Still && Math.Abs(size - sent) < Still;
            if (still || left <= sent) return packs + (left / sent);
            packs++;
            left -= Math.Floor(sent); // a pack holds whole chunks, and what it may hold grows by parts of one
            size = Math.Clamp(size + step, 1, most);
            rising += (((1 - rising) * Whole / WayBackPacks) - (rising * Cut)) / Math.Max(1, Models);
        }
    }

    /// <summary>The same with all packs so many times as large.</summary>
    public PackGrowth Times(double factor) =>
        this with { Size = Math.Max(1, Size * factor), Most = Math.Max(1, Most * factor) };

    /// <summary>
    /// The same with more packs that miss something and more that are cut off: by so many standard deviations of a
    /// sample.
    /// </summary>
    public PackGrowth Careful(double deviations, double requests)
    {
        var partial = Math.Min(Whole, More(Partial));
        var cut = Math.Min(Whole - partial, More(Cut));
        return this with { Whole = Whole - partial - cut, Partial = Partial + partial, Cut = Cut + cut };

        double More(double share) => deviations * Math.Sqrt(share * (1 - share) / requests);
    }

    // What packs at their largest lack on average, since each loss is made up step by step.
    private double Lacking => (Partial * MadeUp(AfterMissing * Most)) + (Cut * MadeUp(PackSizeLearner.MostLoss * Most));

    private static double MadeUp(double loss)
    {
        var lacking = 0.0;
        for (; loss > 0; loss -= Math.Max(PackSizeLearner.Growth, loss * PackSizeLearner.WayBack)) lacking += loss;
        return lacking;
    }

    private double StepFrom(double size, double rising)
    {
        var growth = (rising * PackSizeLearner.FirstGrowth * size) + ((1 - rising) * PackSizeLearner.Growth);
        var loss = ((Partial * AfterMissing) + (Cut * PackSizeLearner.MostLoss)) * size;
        return ((Whole * growth) - loss) / Math.Max(1, Models);
    }
}
