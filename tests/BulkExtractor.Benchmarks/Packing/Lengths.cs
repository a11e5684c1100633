namespace BulkExtractor.Benchmarks.Packing;

/// <summary>Lengths of texts in tokens as they come in practice, all with about the same mean.</summary>
internal static class Lengths
{
    public const int Mean = 400;
    private const int Shortest = 10;

    public static readonly IReadOnlyList<(string Name, Func<Random, double> Draw)> All =
    [
        ("normal", random => Mean * (1 + (0.25 * Gauss(random)))),
        ("log-normal", random => Mean * Math.Exp((0.8 * Gauss(random)) - 0.32)),
        ("heavy-tailed", random => Mean * 0.3 / 1.3 * Math.Pow(1 - random.NextDouble(), -1 / 1.3)),
    ];

    /// <summary>Lengths of which none is longer than what a request takes.</summary>
    public static int[] Draw(Func<Random, double> draw, int count, int longest, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => (int)Math.Clamp(draw(random), Shortest, longest))];

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
