using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>
/// Workers and servers that are killed soon after their start, again and again; then one that is left alone, and one
/// beside each kind of lock that a dead process may have left.
/// </summary>
internal sealed class StartsBenchmark : IBenchmark
{
    private const int Documents = 20_000;
    private const string ServerIsReady = "The dashboard is at";

    private static readonly string[] Worker = ["worker"];
    private static readonly string[] Serve = ["serve", "--urls", "http://127.0.0.1:0"];

    public string Name => "starts";

    public string Description => "killed starts, planted locks: seconds until the next start works, and until it stops";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var log = new Log(Name, run.Say);
        log.Say($"seed {run.Seed}, {run.Starts} starts each of worker and serve");
        await using var site = await ChaosSite.OpenAsync(run, Documents, cancellationToken);
        var trial = new StartTrial(site, log);
        await trial.SubmitAsync(cancellationToken);
        var died = await KillStartsAsync(site, run, log, cancellationToken);
        var figures = new List<Figure>
        {
            new("starts that died before they were killed", died, $"of {2 * run.Starts}") { Goal = Goal.Most(0) },
        };
        figures.AddRange(await trial.RunAsync("worker after the kills", Worker, null, null, cancellationToken));
        figures.AddRange(await trial.RunAsync("serve after the kills", Serve, ServerIsReady, null, cancellationToken));
        foreach (var planted in PlantedLock.All)
        {
            figures.AddRange(await trial.RunAsync(
                $"worker beside {planted.Name}", Worker, null, planted, cancellationToken));
        }

        return figures;
    }

    private static async Task<int> KillStartsAsync(
        ChaosSite site, BenchmarkRun run, Log log, CancellationToken cancellationToken)
    {
        var random = new Random(run.Seed);
        var died = 0;
        for (var start = 0; start < 2 * run.Starts; start++)
        {
            await using var process = site.Program.Start(start % 2 == 0 ? Worker : Serve);
            var left = TimeSpan.FromSeconds(0.2 + (random.NextDouble() * 3.8));
            if (await process.WaitForEndAsync(left, cancellationToken) is null) continue;
            died++;
            log.Say($"start {start} ended by itself with exit code {process.ExitCode}: {process.LastError}");
        }

        return died;
    }
}
