using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>The way of a chunk: lease → bounded channel → pack, permit, call → bounded channel → record.</summary>
public sealed class ExtractionPipeline(
    IChunkQueue queue,
    IBatchStore store,
    IWorkerRegistry workers,
    IModelClient client,
    PermitGate gate,
    PipelineOptions options,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    private readonly HeldChunks _held = new();

    /// <summary>Works until told to stop.</summary>
    /// <param name="pool">May change meanwhile: batches then go on with the models it has.</param>
    /// <param name="drain">Stops leasing; what is under way is finished and recorded, what was not sent given back.</param>
    /// <param name="abort">Stops at once; unfinished leases run out and are leased again later.</param>
    public async Task RunAsync(WorkerIdentity worker, LivePool pool, CancellationToken drain, CancellationToken abort)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var ended = new CancellationTokenSource();
        var leased = Stage.CreateChannel<LeasedChunk>(options.Parallelism);
        var attempts = Stage.CreateChannel<AttemptResult>(options.RecordSize);
        var (wakeFeed, wakeDispatcher) = (new Signal(clock), new Signal(clock));

        var plans = new ActivePlans(store, worker, pool, new PackExperience());
        var sender = new Sender(client, gate, worker, _held);
        var feed = new LeaseFeed(
            queue, store, plans, _held, gate, worker, options, wakeFeed, wakeDispatcher);
        var dispatcher = new Dispatcher(
            sender, queue, plans, _held, gate, options, clock, wakeDispatcher);
        var recorder = new Recorder(queue, _held, options, wakeFeed, loggers.CreateLogger<Recorder>());
        var keeper = new LeaseKeeper(queue, workers, _held, worker, options, clock);

        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            Stage.FeedAsync(feed.LeaseAsync(drain, stop.Token), leased.Writer, stop.Token),
            Stage.CompletingAsync(
                attempts.Writer, () => dispatcher.RunAsync(leased.Reader, attempts.Writer, drain, stop.Token)),
            EndingAsync(recorder.RunAsync(attempts.Reader, stop.Token), ended),
            keeper.RunAsync(ended.Token, stop.Token));
    }

    // When the last attempt is recorded nothing is left to renew.
    private static async Task EndingAsync(Task last, CancellationTokenSource ended)
    {
        await last;
        await ended.CancelAsync();
    }
}
