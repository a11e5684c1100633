using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.History;

/// <summary>What all the time is done in a database with years behind it, beside the same in a new one.</summary>
internal sealed class HistoryBenchmark : IBenchmark
{
    private const int UsualRequests = 1_000_000;
    private const int Turns = 200;

    public string Name => "history";

    public string Description => "lease, permit, record, status with many past requests, beside a new database";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var requests = run.Documents ?? UsualRequests;
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var young = await server.CreateDatabaseAsync(cancellationToken);
        await using var old = await server.CreateDatabaseAsync(cancellationToken);
        run.Say($"history: {requests:N0} requests and {requests / 5:N0} documents are written");
        await old.ExecuteAsync(Years(requests), cancellationToken);

        var (small, large) = (
            await Workload.CreateAsync(young, cancellationToken), await Workload.CreateAsync(old, cancellationToken));
        for (var turn = 1; turn <= Turns; turn++)
        {
            await small.RunAsync(cancellationToken);
            await large.RunAsync(cancellationToken);
        }

        return [.. large.Medians.Zip(small.Medians, ToFigure)];
    }

    private static Figure ToFigure((string Name, double Value) old, (string Name, double Value) young) =>
        new(old.Name, old.Value, "ms, the median")
        {
            Yardstick = new("ms in a new database", young.Value),
            Goal = Goal.Most(Math.Max(old.Name is Workload.Status ? 1.5 : 1.2, (young.Value + 3) / young.Value)),
        };

    // Over the last 80 days, five requests a document.
    private static string Years(int requests) =>
        OldBatches.Write(requests / 5, requests, "'text'", "{}", $"interval '80 days' / {requests}")
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
