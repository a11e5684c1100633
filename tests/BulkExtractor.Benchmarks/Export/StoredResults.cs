using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Export;

/// <summary>A batch of notes whose results are all there.</summary>
internal static class StoredResults
{
    private const int Pack = 10;
    private const int Totals = 10_000;

    /// <summary>The sum of the totals of so many results, exact in binary since each ends in a half.</summary>
    public static double Total(int rows) => Enumerable.Range(1, rows).Sum(number => (number % Totals) + 0.5);

    /// <summary>Stores notes by the product's own hands, and their results at one go; the batch's number.</summary>
    public static async Task<long> AddAsync(BenchDatabase database, int rows, CancellationToken cancellationToken)
    {
        var account = new Account("bench", new Uri("http://127.0.0.1:9"));
        var batch = await StoredBatch.AddAsync(database, account, rows, Pack, cancellationToken);
        await database.ExecuteAsync(
            $$"""
            insert into bulk.results (batch_id, document_no, state, fields, model, attempt_id, confidence)
            select batch_id, document_no, 'extracted',
              jsonb_build_object('total', (document_no % {{Totals}}) + 0.5, 'currency', 'EUR'),
              'bench/one:free', 1, 0.95
            from bulk.documents where batch_id = {{batch.BatchId}};
            update bulk.batches set state = 'finished', extracted_count = document_count, finished_at = bulk.clock()
            where batch_id = {{batch.BatchId}};
            """,
            cancellationToken);
        await database.ExecuteAsync("vacuum analyze bulk.results, bulk.documents", cancellationToken);
        await database.ExecuteAsync("checkpoint", cancellationToken);
        return batch.BatchId;
    }
}
