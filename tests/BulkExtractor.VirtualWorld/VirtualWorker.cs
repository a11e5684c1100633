using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.VirtualWorld;

/// <summary>
/// A worker: all that decides in the pipeline, as it is, moved on by events instead of channels. All tasks of it end at
/// once, or with an event, so that one thread runs the world.
/// </summary>
internal sealed class VirtualWorker : IModelClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly PipelineOptions _options = new() { IdleInterval = Patience };
    private readonly World _world;
    private readonly long _number;
    private readonly SkewedClock _clock;
    private readonly LeaseBook _leases;
    private readonly ModelAvailability _models;
    private readonly ModelRanking _ranking;
    private readonly ChunkWindow _window = new();
    private readonly Rounds _rounds;
    private readonly CallStage _calls;
    private readonly List<BatchPlan> _plans;
    private readonly List<Pack> _asked = [];
    private readonly List<Task> _underWay = [];
    private TimeSpan _nextLook = TimeSpan.MaxValue;
    private bool _dead;

    public VirtualWorker(World world, long number)
    {
        (_world, _number) = (world, number);
        _clock = new SkewedClock(world.Time, world.Random);
        var identity = new WorkerIdentity(number, [.. world.Accounts.Select(account => account.Id)], null);
        var gate = new PermitGate(world.Ledger, _clock);
        _leases = new LeaseBook(world.Queue, identity, _options, _clock);
        var sentinels = new SentinelMonitor(
            new NoSentinels(), _options, world.Random, _clock, NullLogger<SentinelMonitor>.Instance);
        var quota = new RetryQuota(gate, _options, _clock);
        var judge = new RefusalJudge(gate, _clock);
        _models = new ModelAvailability(gate, judge, quota, sentinels, _options, _clock);
        var experience = new PackSizeLearner();
        var packStats = new PackStatsKeeper(world.Memory, experience, _clock);
        _ranking = new ModelRanking(world.Queue, gate, sentinels, packStats, judge, world.Random, _clock);
        var underWay = new RequestsUnderWay(_options);
        var order = new ServingOrder(_window);
        _calls = new CallStage(this, world.Queue, gate, judge, identity, sentinels, new LateArrivals(gate, _clock));
        _rounds = new Rounds(
            new RoundChooser(_window, _leases, _models, _ranking, judge, sentinels, underWay),
            order,
            _calls,
            [_window, _leases, order, underWay, quota, sentinels, packStats, _ranking]);
        _plans = [.. world.Batches.Select(batch => new BatchPlan(batch, experience))];
        foreach (var plan in _plans) plan.Follow(new Pool(world.Accounts, world.Models, "", []));
    }

    /// <summary>Looks what can be done, and says when to look again.</summary>
    public void Look()
    {
        if (_dead) return;
        _nextLook = TimeSpan.MaxValue;
        long at;
        do
        {
            _window.AddReturned();
            Lease();
            at = _models.Now;
        }
        while (Ended(_rounds.SendAsync(at, Call, CancellationToken.None, CancellationToken.None)));

        foreach (var plan in _window.Plans.Where(plan => _models.Blocker(plan) is not null).ToList())
            Ended(_leases.GiveBackAsync(_window.RemoveAll(plan), CancellationToken.None));
        foreach (var call in _underWay.Where(call => call.IsCompleted)) Ended(call);
        _underWay.RemoveAll(call => call.IsCompleted);
        LookIn(_clock.Really(_models.NextOpening(_plans, at)));
    }

    /// <summary>Keeps what it holds under lease, as long as it lives.</summary>
    public void Keep()
    {
        if (_dead) return;
        _world.Ledger.See(_number);
        Ended(_leases.RenewAsync(CancellationToken.None));
        _world.Time.After(_options.LeaseDuration / 4, Keep);
    }

    /// <summary>Dies over whatever it does.</summary>
    public void Die()
    {
        _dead = true;
        foreach (var pack in _asked) _world.Judge.Lose(pack);
    }

    public Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        var replied = new TaskCompletionSource<ModelReply>();
        _asked.Add(pack);
        _world.Provider.Ask(pack, reply =>
        {
            if (_dead) return;
            _asked.Remove(pack);
            replied.SetResult(reply);
        });
        return replied.Task;
    }

    private void Lease()
    {
        foreach (var plan in _plans)
            plan.Follow(plan.Batch with { OpenDocuments = _world.Queue.OpenOf(plan.Batch.BatchId) });
        Ended(_ranking.RefreshAsync(_plans, CancellationToken.None));
        Ended(_models.RefreshAsync(_plans, CancellationToken.None));
        foreach (var plan in _plans.Where(plan => _models.Blocker(plan) is null))
        {
            var chunks = Ended(_leases.TakeAsync(plan, _models.OnlyRepairs(plan) is not null, CancellationToken.None));
            if (chunks.Count > 0) _window.Add(new WaitingChunks(plan, chunks));
        }
    }

    private void Call(InFlight pack) => _underWay.Add(CallAsync(pack));

    private async Task CallAsync(InFlight pack)
    {
        await _calls.RunAsync(pack, RecordAsync, CancellationToken.None);
        LookIn(TimeSpan.Zero);
    }

    private async ValueTask RecordAsync(AttemptResult result, CancellationToken cancellationToken) =>
        await _leases.RecordAsync([result], cancellationToken);

    // Looks that would come later fall into the earliest.
    private void LookIn(TimeSpan wait)
    {
        var at = _world.Time.Now + wait;
        if (at >= _nextLook) return;
        _nextLook = at;
        _world.Time.After(wait, () =>
        {
            if (_nextLook == at) Look();
        });
    }

    private static void Ended(Task task) => task.GetAwaiter().GetResult();

    private static T Ended<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
