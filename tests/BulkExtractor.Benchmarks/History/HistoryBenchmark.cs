using System.Globalization;
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

    // Ten documents a request and 50 batches, over the last 80 days.
    private static string Years(int requests) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        insert into bulk.definitions (hash, name, body) values ('\x01', 'old', '{}');
        insert into bulk.batches
          (definition_id, job, source, columns, settings, accounts, pool, simulated, state, document_count,
            extracted_count, finished_at, split_at)
        select 1, 'old', 'old.csv', '{id,text}', '{}', '{old}', '', true, 'finished', {{requests / 250}},
          {{requests / 250}}, now(), now()
        from generate_series(1, 50);
        insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
        select n % 50 + 1, n / 50 + 1, n, 'text', '{1,text}', int8send(n), 10
        from generate_series(0, {{(requests / 5) - 1}}) n;
        insert into bulk.chunks (batch_id, document_no, tokens, state)
        select batch_id, document_no, 10, 'answered' from bulk.documents;
        insert into bulk.results (batch_id, document_no, state, fields, model)
        select batch_id, document_no, 'extracted', '{}', 'bench/one:free' from bulk.documents;
        insert into bulk.attempts
          (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome, answer_count)
        select n % 50 + 1, 1, 'old', 'bench/one:free', '{}', 10, at, at + interval '2 s', 'answered', 10
        from generate_series(1, {{requests}}) n
        cross join lateral (select now() - ({{requests}} - n) * interval '80 days' / {{requests}} as at) t;
        insert into bulk.attempt_chunks select attempt_id, attempt_id, 1 from bulk.attempts;
        insert into bulk.answers (chunk_id, attempt_id, fields)
        select n, n, '{}' from generate_series(1, {{requests / 5}}) n;
        insert into bulk.limit_scopes (scope, requests, span) values ('account old per 720h', 1000000, '720 hours');
        insert into bulk.permits (scope, granted_at, attempt_id)
        select 'account old per 720h', granted_at, attempt_id from bulk.attempts;
        analyze
        """);
}
