using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Pages;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Postgres;

namespace BulkExtractor.Benchmarks.History;

/// <summary>What all the time is done in a database with years behind it, beside the same in a new one.</summary>
internal sealed class HistoryBenchmark : IBenchmark
{
    private const int UsualRequests = 1_000_000;
    private const int Turns = 200;
    private const double MostOfPages = 1.5;

    // What must keep up with a thousand requests a minute.
    private const int EndedRequests = 100_000;
    private const int LeastUpkeep = 1_000;

    private static readonly TimeSpan UntilStatisticsTell = TimeSpan.FromSeconds(3);

    public string Name => "history";

    public string Description => "lease, permit, record, pages, upkeep with many past requests, beside a new database";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var requests = run.Documents ?? UsualRequests;
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var young = await server.CreateDatabaseAsync(cancellationToken);
        await using var old = await server.CreateDatabaseAsync(cancellationToken);
        run.Say($"history: {requests:N0} requests and {requests / 5:N0} documents are written");
        await old.ExecuteAsync(Years(requests), cancellationToken);

        var scans = await CountScannedAsync(old, cancellationToken);
        run.Say("history: worked on with statistics from before the batch, then with new ones");
        var figures = new List<Figure>();
        figures.AddRange(await WorkAsync(young, old, ", statistics from before the batch", run, cancellationToken));
        foreach (var database in new[] { young, old }) await database.ExecuteAsync("analyze", cancellationToken);
        figures.AddRange(await WorkAsync(young, old, "", run, cancellationToken));
        run.Say("history: pages, then upkeep");
        figures.AddRange(await ReadPagesAsync(young, old, cancellationToken));
        figures.AddRange(await TidyAsync(old, cancellationToken));
        scans = await CountScannedAsync(old, cancellationToken) - scans;
        figures.Add(Figure.Wall("read by whole scans of attempts, permits, documents, chunks", scans, "rows"));
        return figures;
    }

    private static async Task<IEnumerable<Figure>> WorkAsync(
        BenchDatabase young, BenchDatabase old, string how, BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (small, large) = (
            await Workload.CreateAsync(young, $"The total{how}", cancellationToken),
            await Workload.CreateAsync(old, $"The total{how}", cancellationToken));
        for (var turn = 1; turn <= Turns; turn++)
        {
            await small.RunAsync(cancellationToken);
            await large.RunAsync(cancellationToken);
        }

        var figures = large.Medians.Zip(small.Medians, ToFigure).ToList();
        foreach (var figure in figures)
            run.Say($"history: {figure.Name}{how} {figure.Value:0.0} ms, ratio {figure.Ratio:0.00}");
        return figures.Select(figure => figure with { Name = figure.Name + how });
    }

    private static Figure ToFigure((string Name, double Value) old, (string Name, double Value) young) =>
        new(old.Name, old.Value, "ms, the median")
        {
            Yardstick = new("ms in a new database", young.Value),
            Goal = old.Name is Workload.Status
                ? Goal.Most(MostOfPages)
                : Goal.Most(Math.Max(1.2, (young.Value + 3) / young.Value)),
        };

    private static async Task<IEnumerable<Figure>> ReadPagesAsync(
        BenchDatabase young, BenchDatabase old, CancellationToken cancellationToken)
    {
        await using var small = await ServedPages.StartAsync(young, cancellationToken);
        await using var large = await ServedPages.StartAsync(old, cancellationToken);
        var figures = new List<Figure>();
        foreach (var (name, path) in new[] { ("batch page", "/batches/{0}"), ("jobs page", "/jobs") })
        {
            var ofYoung = await PathAsync(young, path, cancellationToken);
            var ofOld = await PathAsync(old, path, cancellationToken);
            await small.GetAsync(ofYoung, ServedPages.WarmUps, cancellationToken);
            await large.GetAsync(ofOld, ServedPages.WarmUps, cancellationToken);
            var times = (Young: new List<double>(), Old: new List<double>());
            for (var turn = 1; turn <= Turns; turn++)
            {
                times.Young.AddRange(await small.GetAsync(ofYoung, 1, cancellationToken));
                times.Old.AddRange(await large.GetAsync(ofOld, 1, cancellationToken));
            }

            figures.Add(ToFigure((name, Pace.Median(times.Old)), (name, Pace.Median(times.Young))) with
            {
                Goal = Goal.Most(MostOfPages),
            });
        }

        return figures;
    }

    // The newest batch is the one that was worked on; one that goes on would ask what its pool still allows.
    private static async Task<string> PathAsync(
        BenchDatabase database, string path, CancellationToken cancellationToken)
    {
        var batch = await database.ReadAsync<long>("select max(batch_id) from bulk.batches", cancellationToken);
        await database.ExecuteAsync(
            $"update bulk.batches set state = 'finished', finished_at = now() where batch_id = {batch}",
            cancellationToken);
        return string.Format(path, batch);
    }

    private static async Task<IEnumerable<Figure>> TidyAsync(BenchDatabase old, CancellationToken cancellationToken)
    {
        var attempts = "select count(*) from bulk.attempts where granted_at < now() - interval '90 days'";
        var before = await old.ReadAsync<long>(attempts, cancellationToken);
        var startedAt = TimeProvider.System.GetTimestamp();
        await new PostgresAttemptHistory(old.Database).ForgetAsync(TimeSpan.FromDays(90), cancellationToken);
        await new PostgresPermitLedger(old.Database).ForgetAsync(cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        var removed = before - await old.ReadAsync<long>(attempts, cancellationToken);
        return
        [
            new("requests that upkeep clears away a minute", removed / took.TotalMinutes, "requests")
            {
                Goal = Goal.Least(LeastUpkeep),
            },
        ];
    }

    private static async Task<long> CountScannedAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await Task.Delay(UntilStatisticsTell, cancellationToken);
        return await database.ReadAsync<long>(
            """
            select sum(seq_tup_read)::bigint from pg_stat_user_tables
            where schemaname = 'bulk' and relname in ('attempts', 'permits', 'documents', 'chunks')
            """,
            cancellationToken);
    }

    // Over the last 80 days, five requests a document; and before that requests whose time is over.
    private static string Years(int requests) =>
        $$"""
        insert into bulk.attempts
          (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome, answer_count)
        select n % 50 + 1, 1, 'old', 'bench/one:free', '{}', 10, at, at + interval '2 s', 'answered', 10
        from generate_series(1, {{EndedRequests}}) n
        cross join lateral (select now() - interval '100 days' + n * interval '0.5 s' as at) t;

        """
        + OldBatches.Write(requests / 5, requests, "'text'", "{}", $"interval '80 days' / {requests}")
        + $$"""
        insert into bulk.attempt_chunks select attempt_id, attempt_id, 1 from bulk.attempts;
        insert into bulk.answers (chunk_id, attempt_id, fields)
        select n, n, '{}' from generate_series(1, {{requests / 5}}) n;
        insert into bulk.limit_scopes (scope, requests, span) values ('account old per 720h', 1000000, '720 hours');
        insert into bulk.permits (scope, granted_at, attempt_id)
        select 'account old per 720h', granted_at, attempt_id from bulk.attempts;
        analyze
        """;
}
