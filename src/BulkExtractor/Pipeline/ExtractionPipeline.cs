using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Recording;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>The way of a chunk: lease → bounded channel → pack, permit, call → bounded channel → record.</summary>
public sealed class ExtractionPipeline(
    PipelineStorage storage,
    IModelClient client,
    PermitGate gate,
    NewWork work,
    PipelineOptions options,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    private LeaseBook? _leases;

    /// <summary>Whether requests are under way whose results are not recorded yet.</summary>
    public bool IsUnderWay => _leases?.AnySent is true;

    /// <summary>Whether it has drained.</summary>
    public bool HasEnded { get; private set; }

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
        var results = Stage.CreateChannel<AttemptResult>(options.RecordSize);
        var stages = CreateStages(worker, pool);

        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            ThenAsync(
                Stage.FeedAsync(stages.Lease.RunAsync(drain, stop.Token), leased.Writer, stop.Token),
                stages.Changed.Set), // nothing more is coming, which the next stage may be waiting for
            Stage.CompletingAsync(
                results.Writer, () => stages.Choose.RunAsync(leased.Reader, results.Writer, drain, stop.Token)),
            ThenAsync(
                stages.Record.RunAsync(results.Reader, stop.Token),
                ended.Cancel), // with the last result recorded, nothing is left to renew
            stages.Keeper.RunAsync(ended.Token, stop.Token),
            stages.Arrivals.RunAsync(ended.Token, stop.Token));
        await stages.PackStats.KeepAsync(abort);
        HasEnded = true;
    }

    private Stages CreateStages(WorkerIdentity worker, LivePool pool)
    {
        var changed = new Signal(clock);
        var leases = _leases = new LeaseBook(storage.Queue, worker, options, clock);
        var window = new ChunkWindow();
        var order = new ServingOrder(window);
        var underWay = new RequestsUnderWay(options);
        var quota = new RetryQuota(gate, options, clock);
        var sentinels = new SentinelMonitor(
            storage.Sentinels, options, Random.Shared, clock, loggers.CreateLogger<SentinelMonitor>());
        var experience = new PackSizeLearner();
        var packStats = new PackStatsKeeper(storage.PackStats, experience, clock);
        var judge = new RefusalJudge(gate, clock);
        var ranking = new ModelRanking(storage.Queue, gate, sentinels, packStats, judge, Random.Shared, clock);
        IPackObserver[] observers = [window, leases, order, underWay, quota, sentinels, packStats, ranking];

        var models = new ModelAvailability(gate, judge, quota, sentinels, options, clock);
        var plans = new ActivePlans(storage.Batches, worker, pool, experience, options, clock);
        var chooser = new RoundChooser(window, leases, models, ranking, judge, sentinels, underWay);
        var arrivals = new LateArrivals(gate, clock);
        var calls = new CallStage(client, storage.Queue, gate, judge, worker, sentinels, arrivals);
        var rounds = new Rounds(chooser, order, calls, observers);
        var opinions = new OtherOpinions(window, models, leases);
        var noTaker = new NoTaker(window, models, clock);
        return new Stages(
            new LeaseStage(plans, leases, models, ranking, work, options, changed),
            new ChooseStage(rounds, calls, window, leases, models, opinions, noTaker, changed),
            new RecordStage(leases, sentinels, options, loggers.CreateLogger<RecordStage>()),
            new LeaseKeeper(leases, storage.Workers, worker, options, clock),
            arrivals,
            packStats,
            changed);
    }

    private static async Task ThenAsync(Task stage, Action then)
    {
        await stage;
        then();
    }

    /// <summary>What one worker consists of.</summary>
    /// <param name="Changed">Wakes who chooses: there is more to choose from, or a call has ended.</param>
    private sealed record Stages(
        LeaseStage Lease,
        ChooseStage Choose,
        RecordStage Record,
        LeaseKeeper Keeper,
        LateArrivals Arrivals,
        PackStatsKeeper PackStats,
        Signal Changed);
}
