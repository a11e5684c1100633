using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Packing;

namespace BulkExtractor.Benchmarks.Packing;

/// <summary>Requests that a batch takes, beside those of a packer who sees the whole batch at once.</summary>
internal sealed class PackingBenchmark : IBenchmark
{
    private const int Chunks = 5_000;

    // What binds: the documents (or their answers), both alike, or the input.
    private static readonly IReadOnlyList<(string Binds, PackBudget Budget)> Budgets =
    [
        ("documents bind", Budget(documents: 10, means: 20)),
        ("both bind", Budget(documents: 20, means: 20)),
        ("input binds", Budget(documents: 40, means: 20)),
        ("few fit", Budget(documents: 10, means: 5)),
    ];

    public string Name => "packing";

    public string Description => "requests from the packer's window ÷ offline first-fit-decreasing over all chunks";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Figure>>(
        [
            .. from lengths in Lengths.All
               from budget in Budgets
               from figure in Measure($"{lengths.Name}, {budget.Binds}", lengths.Draw, budget.Budget, run.Seed)
               select figure,
        ]);

    private static IEnumerable<Figure> Measure(
        string name, Func<Random, double> draw, PackBudget budget, int seed)
    {
        var longest = budget.InputTokens - PackBudget.TagTokens;
        var tokens = Lengths.Draw(draw, Chunks, longest, new Random(seed));
        int[] costs = [.. tokens.Select(length => length + PackBudget.TagTokens)];
        var requests = WindowPacking.Count(tokens, budget);
        yield return new Figure(name, requests, "requests")
        {
            Yardstick = new("offline first-fit-decreasing", FirstFitDecreasing.Count(costs, budget)),
            Goal = Goal.Most(1.03),
        };
        yield return new Figure($"{name}, least possible", requests, "requests")
        {
            Yardstick = new("lower bound", FirstFitDecreasing.LowerBound(costs, budget)),
        };
    }

    private static PackBudget Budget(int documents, int means) =>
        new(documents, means * (Lengths.Mean + PackBudget.TagTokens), MaxTokens: 8_192);
}
