using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>
/// Workers that are killed and frozen, lose their database and get spoiled answers: no document may be lost, doubled or
/// wrong, and no limit exceeded. The simulator's ledger and the known fields are the judge.
/// </summary>
internal sealed class ChaosBenchmark : IBenchmark
{
    private const int DocumentsASecond = 30;
    private const int RequestsOfWarmUp = 10;
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAbort = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    // Setting up, exporting and tidying up, on a busy machine.
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(10);

    public string Name => "chaos";

    public string Description =>
        "kills, a database away, cut off, full or wrong, spoiled answers: nothing lost, doubled, wrong or over";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var span = TimeSpan.FromSeconds(run.Seconds);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter((span * 2) + Around);
        var log = new Log(Name, run.Say);
        log.Say($"seed {run.Seed}, {run.Seconds} s of faults, {run.Workers} workers");
        await using var site = await ChaosSite.OpenAsync(
            run, run.Documents ?? (run.Seconds * DocumentsASecond), bound.Token);
        using var databaseUp = new SemaphoreSlim(1);
        var feed = new Feed(site, databaseUp, log);
        await using var fleet = new Fleet(site.Program, log);
        var injector = new FaultInjector(site, fleet, databaseUp, log);

        await FeedAndHurtAsync(run, site, feed, fleet, injector, bound.Token);
        log.Say("quiet now: what is open is worked on");
        await feed.EndAsync(span, bound.Token);
        var slowestStop = await fleet.StopAsync(LongestDrain, LongestAbort, bound.Token);

        log.Say("judging");
        var recoveries = await Recoveries.ReadAsync(site, injector.Done, bound.Token);
        var requests = await RequestsJudge.ReadAsync(site, bound.Token);
        return
        [
            .. await JudgeAsync(site, feed, bound.Token),
            .. requests.Figures(site.Answers.Distorted, FaultCounts.KillsOf(injector)),
            .. FaultCounts.Read(site, injector),
            Figure.Wall("new databases that stayed half made", injector.Migrations.Failures, "databases"),
            .. Figures(fleet, feed, slowestStop),
            .. recoveries,
        ];
    }

    private static async Task FeedAndHurtAsync(
        BenchmarkRun run, ChaosSite site, Feed feed, Fleet fleet, FaultInjector injector, CancellationToken bound)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(bound);
        fleet.Start(run.Workers);
        var feeding = feed.RunAsync(over.Token, bound);
        await WaitUntilAsync(
            async () => await site.CountArrivalsAsync(bound) >= RequestsOfWarmUp, LongestWarmUp, bound);
        var faults = Fault.Draw(run.Seed, run.Workers, ChaosSite.Lease);
        await injector.RunAsync(faults, TimeSpan.FromSeconds(run.Seconds), bound);
        await over.CancelAsync();
        await feeding;
    }

    private static async Task WaitUntilAsync(
        Func<Task<bool>> holds, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(startedAt) < atMost && !await holds())
            await Task.Delay(LookInterval, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> JudgeAsync(
        ChaosSite site, Feed feed, CancellationToken cancellationToken)
    {
        var judgement = new Judgement(0, 0, 0, 0, 0);
        var twice = 0;
        foreach (var batch in feed.Accepted.Keys.Concat(feed.Put))
        {
            var numbers = await site.FindAsync(batch, cancellationToken);
            twice += Math.Max(0, numbers.Count - 1);
            judgement += numbers is [var number, ..]
                ? await site.JudgeAsync(batch, number, cancellationToken)
                : site.Notes.Untaken;
        }

        return
        [
            new("documents", judgement.Documents, "documents"),
            new("batches", feed.Accepted.Count + feed.Put.Count, $"batches, {feed.Put.Count} of them by the inbox"),
            Figure.Wall("documents still open when time was up", judgement.Open, "documents"),
            Figure.Wall("documents lost", judgement.Lost, "documents"),
            Figure.Wall("documents doubled", judgement.Doubled, "documents"),
            Figure.Wall("documents wrong", judgement.Wrong, "documents"),
            Figure.Wall("files that became two batches", twice, "files"),
            Figure.Wall("exports that were not written", feed.CountUnexported(), "files"),
        ];
    }

    private static IReadOnlyList<Figure> Figures(Fleet fleet, Feed feed, TimeSpan slowestStop) =>
    [
        Figure.Wall("workers that had to be started by hand", fleet.Deaths.Count, "processes"),
        .. fleet.Deaths.GroupBy(death => death.Cause)
            .Select(cause => new Figure($"… {cause.Key}", cause.Count(), "processes")),
        new("submissions that failed though the database was there", feed.Refused, "submissions")
        {
            Goal = Goal.Most(0),
        },
        new("the slowest stop, from its last signal", slowestStop.TotalSeconds, "s") { Goal = Goal.Most(2) },
    ];
}
