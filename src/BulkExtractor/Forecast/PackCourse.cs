namespace BulkExtractor.Forecast;

/// <summary>How full packs are from now on: as full as now or, where the size is found out, fuller and fuller.</summary>
/// <param name="Size">The chunks in a full pack now.</param>
/// <param name="Most">The chunks that a pack can come to hold.</param>
/// <param name="Models">The models over which the packs are spread; each learns for itself.</param>
/// <remarks>
/// Follows the growth of <see cref="Packing.PackExperience"/> on average: a quarter more after each pack that comes back
/// whole while none was too large, else half a chunk more, and a tenth less after each that misses some.
/// </remarks>
public sealed record PackCourse(double Size, double Most, int Models = 1)
{
    private const double FirstGrowth = 0.25;
    private const double Growth = 0.5;
    private const double Shrinking = 0.1;
    private const double Still = 0.001;

    /// <summary>The share of requests whose packs come back whole.</summary>
    public double Whole { get; init; } = 0.95;

    /// <summary>The share of requests whose packs come back with some chunks missing.</summary>
    public double Partial { get; init; }

    /// <summary>Packs of one size.</summary>
    public static PackCourse Steady(double size) => new(size, size);

    /// <summary>The packs for some chunks.</summary>
    public double PacksFor(double chunks)
    {
        var (packs, left, size) = (0, chunks, Math.Max(1, Size));
        while (true)
        {
            var step = StepFrom(size);
            if (Math.Abs(step) < Still || left <= size) return packs + (left / size);
            packs++;
            left -= size;
            size = Math.Clamp(size + step, 1, Math.Max(1, Most));
        }
    }

    /// <summary>The same with all packs so many times as large.</summary>
    public PackCourse Times(double factor) =>
        this with { Size = Math.Max(1, Size * factor), Most = Math.Max(1, Most * factor) };

    /// <summary>The same with more packs that miss something: by so many standard deviations of a sample.</summary>
    public PackCourse Careful(double deviations, double requests)
    {
        var more = Math.Min(Whole, deviations * Math.Sqrt(Partial * (1 - Partial) / requests));
        return this with { Whole = Whole - more, Partial = Partial + more };
    }

    private double StepFrom(double size)
    {
        var growth = Partial == 0 ? FirstGrowth * size : Growth;
        var step = ((Whole * growth) - (Partial * Shrinking * size)) / Math.Max(1, Models);
        return step > 0 && size >= Most ? 0 : step;
    }
}
