using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.VirtualWorld;

namespace BulkExtractor.Benchmarks.Providers;

/// <summary>A virtual day of free plans together, and of each alone.</summary>
internal sealed class ProvidersBenchmark : IBenchmark
{
    private const int Documents = 200_000;

    private static readonly string[] Together = ["google", "groq", "cloudflare", "cohere", "llm7", "zai", "openrouter"];
    private static readonly string[] Others = ["nvidia", "mistral", "ovhcloud"];

    public string Name => "providers";

    public string Description => "a virtual day of the free plans: rows ÷ the most that their limits let through";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var together = new PlayedDay(run.Seed, Together, run.Documents ?? Documents);
        var told = together.Told;
        run.Say($"providers: {together}");
        foreach (var account in together.Accounts) run.Say($"providers: {together.Describe(account)}");
        foreach (var (limit, times) in told.Refusals) run.Say($"providers: refused {times} times by {limit}");
        foreach (var name in Together.Concat(Others))
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Say($"providers: alone: {new PlayedDay(run.Seed, [name], run.Documents ?? Documents)}");
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("rows of the day", told.RowsByDay.Sum(), "rows")
            {
                Yardstick = new("the most that all limits let through until then", together.Most),
                Goal = Goal.Least(0.92),
            },
            new Figure("refusals by a limit", (double)told.Refusals.Values.Sum() / told.Requests, "of all requests")
            {
                Goal = Goal.Most(0.01),
            },
            new Figure("requests on a spent day", told.OverDay, "requests") { Goal = Goal.Most(0) },
            new Figure("documents given up or doubled", told.Failed + told.Doubles, "documents")
            {
                Goal = Goal.Most(0),
            },
        ]);
    }
}
