using BulkExtractor.Batches;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>The product's own pipeline in this process, from leases to results.</summary>
internal sealed class EngineRun(BenchDatabase database, StoredBatch batch)
{
    private const int LeasePacks = 6;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>As set for a server that knows no limits: more at once means fewer trips to the database.</summary>
    public static PipelineOptions Options { get; } = new() { Parallelism = 128 };

    /// <summary>Works on the batch to its end.</summary>
    public async Task ExtractAsync(CancellationToken cancellationToken)
    {
        var store = new PostgresBatchStore(database.Database);
        var ledger = new PostgresPermitLedger(database.Database);
        var workers = new PostgresWorkerRegistry(database.Database);
        string[] accounts = [batch.Model.Account.Id];
        var worker = await workers.AddAsync(accounts, null, cancellationToken);
        await ledger.DeclareAsync(worker, [.. LimitScope.ListToDeclare(batch.Model)], cancellationToken);
        using var http = ModelClient.CreateHttpClient();
        using var drain = new CancellationTokenSource();
        var pipeline = new ExtractionPipeline(
            new PipelineStorage(
                new PostgresChunkQueue(database.Database),
                store,
                new PostgresSentinelStore(database.Database),
                new PostgresPackStatsStore(database.Database),
                workers),
            new ModelClient(http, TimeProvider.System),
            new PermitGate(ledger, TimeProvider.System),
            new NewWork(),
            Options,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        var pool = new LivePool(new Pool([batch.Model.Account], [batch.Model], "bench", []));
        var work = pipeline.RunAsync(new WorkerIdentity(worker, accounts), pool, drain.Token, cancellationToken);
        while (!await HasEndedAsync(cancellationToken) && !work.IsCompleted)
        {
            await Task.Delay(LookInterval, cancellationToken);
        }

        await drain.CancelAsync();
        await work;
    }

    /// <summary>Leases and records the same chunks without packing, asking or reading anything.</summary>
    public async Task LeaseAndRecordAsync(int pack, long lastAttempt, CancellationToken cancellationToken)
    {
        var queue = new PostgresChunkQueue(database.Database);
        while (true)
        {
            var chunks = await queue.LeaseAsync(
                1, batch.BatchId, LeasePacks * pack, Options.LeaseDuration, cancellationToken);
            if (chunks.Count == 0) return;
            var attempts = chunks.Chunk(pack).Select(some => Attempted.Answered(batch, lastAttempt--, some)).ToList();
            await queue.RecordAsync(attempts, cancellationToken);
        }
    }

    // Asked often, so it may cost nothing: what a batch spent is counted over all its attempts.
    private Task<bool> HasEndedAsync(CancellationToken cancellationToken) => database.ReadAsync<bool>(
        $"select finished_at is not null from bulk.batches where batch_id = {batch.BatchId}", cancellationToken);
}
