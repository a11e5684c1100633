using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Pages;

/// <summary>A batch's page over a million documents, beside the same page over a thousand.</summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const int Many = 1_000_000;
    private const int Few = 1_000;
    private const int Pack = 10;
    private const double Megabyte = 1_000_000;
    private const double Most = 2;
    private const double MostSorted = 3;
    private const double MostMilliseconds = 2_000;

    public string Name => "pages";

    public string Description => "a batch's page over a million documents ÷ the same page over a thousand";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var database = await server.CreateDatabaseAsync(cancellationToken);
        var account = new Account("bench", new Uri("http://127.0.0.1:9/v1")) { Simulated = true };
        var few = await FinishedAsync(database, account, Few, run, cancellationToken);
        var many = await FinishedAsync(database, account, Many, run, cancellationToken);

        var figures = new List<Figure>();
        foreach (var (name, query, goal) in Views)
        {
            var (ofFew, ofMany) = await TimeAsync(
                database, $"/batches/{few}{query}", $"/batches/{many}{query}", run, cancellationToken);
            figures.Add(Compare($"last byte, {name}", ofMany, ofFew, "ms") with { Goal = goal });
        }

        figures.Add(await SortedAsync(database, few, many, run, cancellationToken));
        var small = await PeakAsync(database, $"/batches/{few}", cancellationToken) / Megabyte;
        figures.Add(Compare(
            "peak memory",
            await PeakAsync(database, $"/batches/{many}", cancellationToken) / Megabyte,
            small,
            "MB"));
        return figures;
    }

    // Sorted by what an index gives in its order; by a field all are sorted, which is bounded by itself.
    private static (string Name, string Query, Goal Goal)[] Views =>
    [
        ("first page", "", Goal.Most(Most)),
        ("deep page", $"?after={Few - 50}", Goal.Most(Most)),
        ("failed only", "?filter=failed", Goal.Most(Most)),
        ("search without a find", "?search=nothing-of-the-kind", Goal.Most(Most)),
        ("by key", "?rows=50&sort=_key", Goal.Most(MostSorted)),
        ("by state", "?rows=50&sort=-_state", Goal.Most(MostSorted)),
        ("by sureness", "?rows=50&sort=-_confidence", Goal.Most(MostSorted)),
        ("by model", "?rows=50&sort=_model", Goal.Most(MostSorted)),
    ];

    private static async Task<Figure> SortedAsync(
        BenchDatabase database, long few, long many, BenchmarkRun run, CancellationToken cancellationToken)
    {
        const string query = "?rows=50&sort=-total&where=total+%3E+0";
        var (ofFew, ofMany) = await TimeAsync(
            database, $"/batches/{few}{query}", $"/batches/{many}{query}", run, cancellationToken);
        return Compare("last byte, by a field under a filter", ofMany, ofFew, "ms") with
        {
            Goal = Goal.Most(MostMilliseconds),
            GoalIsOfValue = true,
        };
    }

    private static Figure Compare(string name, double many, double few, string unit) => new(name, many, unit)
    {
        Yardstick = new($"{unit} over {Few:#,0} documents", few),
        Goal = Goal.Most(Most),
    };

    // As a batch stands when it is over: a result a document, one in a hundred failed, a request a pack. What is equal
    // to a document of the batch before was answered from that one already.
    private static async Task<long> FinishedAsync(
        BenchDatabase database, Account account, int rows, BenchmarkRun run, CancellationToken cancellationToken)
    {
        run.Say($"pages: storing {rows:#,0} documents with their results");
        var batch = (await StoredBatch.AddAsync(database, account, rows, Pack, cancellationToken)).BatchId;
        await database.ExecuteAsync(
            $$"""
            insert into bulk.results (batch_id, document_no, state, fields, error, model, confidence)
            select batch_id, document_no, case when document_no % 100 = 0 then 'failed' else 'extracted' end,
              case when document_no % 100 <> 0 then '{"total": 1.5, "currency": "EUR"}'::jsonb end,
              case when document_no % 100 = 0 then 'the total is missing' end, 'bench/one:free',
              document_no % 1000 / 1000.0
            from bulk.documents where batch_id = {{batch}} on conflict do nothing;
            insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at,
              outcome, answer_count)
            select {{batch}}, 1, 'bench', 'bench/one:free', '{}', {{Pack}}, now() - interval '5 seconds', now(),
              'answered', {{Pack}}
            from generate_series(1, {{rows / Pack}});
            update bulk.batches set state = 'finished', finished_at = now(),
              extracted_count = {{rows - rows / 100}}, failed_count = {{rows / 100}}
            where batch_id = {{batch}};
            analyze; checkpoint
            """,
            cancellationToken);
        return batch;
    }

    private static async Task<(double Few, double Many)> TimeAsync(
        BenchDatabase database, string few, string many, BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var served = await ServedPages.StartAsync(database, cancellationToken);
        var times = new Dictionary<string, List<double>> { [few] = [], [many] = [] };
        foreach (var path in times.Keys) await served.GetAsync(path, ServedPages.WarmUps, cancellationToken);
        for (var round = 0; round < run.Rounds * 10; round++)
        {
            foreach (var (path, list) in times) list.AddRange(await served.GetAsync(path, 1, cancellationToken));
        }

        return (Pace.Median(times[few]), Pace.Median(times[many]));
    }

    private static async Task<long> PeakAsync(BenchDatabase database, string path, CancellationToken cancellationToken)
    {
        await using var served = await ServedPages.StartAsync(database, cancellationToken);
        await served.GetAsync(path, 100, cancellationToken);
        return served.ReadPeak();
    }
}
