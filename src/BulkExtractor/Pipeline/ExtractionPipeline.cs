using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Sentinels;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>The way of a chunk: lease → bounded channel → pack, permit, call → bounded channel → record.</summary>
public sealed class ExtractionPipeline(
    IChunkQueue queue,
    IBatchStore store,
    ISentinelStore gold,
    IPackMemory memory,
    IWorkerRegistry workers,
    IModelClient client,
    PermitGate gate,
    PipelineOptions options,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    /// <summary>Works until told to stop.</summary>
    /// <param name="pool">May change meanwhile: batches then go on with the models it has.</param>
    /// <param name="drain">Stops leasing; what is under way is finished and recorded,
    /// what was not sent given back.</param>
    /// <param name="abort">Stops at once; unfinished leases run out and are leased again later.</param>
    public async Task RunAsync(WorkerIdentity worker, LivePool pool, CancellationToken drain, CancellationToken abort)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var ended = new CancellationTokenSource();
        var leased = Stage.CreateChannel<WaitingChunks>(options.Parallelism);
        var attempts = Stage.CreateChannel<AttemptResult>(options.RecordSize);
        var changed = new Signal(clock);

        var leases = new Leases(queue, worker, options, clock);
        var sentinels = new SentinelMonitor(
            gold, options, Random.Shared, clock, loggers.CreateLogger<SentinelMonitor>());
        var models = new ModelAvailability(gate, new RetryQuota(gate, options, clock), sentinels, options, clock);
        var experience = new PackExperience();
        var packStats = new PackStatsKeeper(memory, experience, clock);
        var plans = new ActivePlans(store, worker, pool, experience, options, clock);
        var ranking = new ModelRanking(queue, gate, sentinels, packStats, Random.Shared, clock);
        var lease = new LeaseStage(plans, leases, models, ranking, options, changed);
        var call = new CallStage(client, queue, gate, worker, leases, ranking, sentinels);
        var (window, underWay) = (new ChunkWindow(), new RequestsUnderWay(options));
        var rounds = new RoundChooser(window, leases, models, ranking, sentinels, underWay);
        var opinions = new OtherOpinions(window, models, leases);
        var choose = new ChooseStage(
            call, leases, models, rounds, window, sentinels, underWay, opinions, changed);
        var recorder = new Recorder(leases, sentinels, options, loggers.CreateLogger<Recorder>());
        var keeper = new LeaseKeeper(leases, workers, worker, options, clock);

        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            ThenAsync(
                Stage.FeedAsync(lease.LeaseAsync(drain, stop.Token), leased.Writer, stop.Token),
                changed.Set), // nothing more is coming, which the choose may be waiting for
            Stage.CompletingAsync(
                attempts.Writer, () => choose.RunAsync(leased.Reader, attempts.Writer, drain, stop.Token)),
            ThenAsync(
                recorder.RunAsync(attempts.Reader, stop.Token),
                ended.Cancel), // with the last attempt recorded, nothing is left to renew
            keeper.RunAsync(ended.Token, stop.Token));
        await packStats.KeepAsync(abort);
    }

    private static async Task ThenAsync(Task stage, Action then)
    {
        await stage;
        then();
    }
}
