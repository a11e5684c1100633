using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
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
    private readonly SkewedClock _clock;
    private readonly Leases _leases;
    private readonly ModelAvailability _models;
    private readonly ModelRanking _ranking;
    private readonly RequestsUnderWay _underWay;
    private readonly ChunkWindow _window = new();
    private readonly RoundChooser _rounds;
    private readonly CallStage _sender;
    private readonly FairShare _shares = new();
    private readonly List<BatchPlan> _plans;
    private readonly List<Pack> _asked = [];
    private TimeSpan _nextLook = TimeSpan.MaxValue;
    private bool _dead;

    public VirtualWorker(World world, long number)
    {
        _world = world;
        _clock = new SkewedClock(world.Time, world.Random);
        var identity = new WorkerIdentity(number, [world.Account.Id], null);
        var gate = new PermitGate(world.Ledger, _clock);
        _leases = new Leases(world.Queue, identity, _options, _clock);
        var sentinels = new SentinelMonitor(
            new NoSentinels(), _options, world.Random, _clock, NullLogger<SentinelMonitor>.Instance);
        _models = new ModelAvailability(gate, new RetryQuota(gate, _options, _clock), sentinels, _options, _clock);
        var experience = new PackExperience();
        var packStats = new PackStatsKeeper(world.Memory, experience, _clock);
        _ranking = new ModelRanking(world.Queue, gate, sentinels, packStats, world.Random, _clock);
        _underWay = new RequestsUnderWay(_options);
        _rounds = new RoundChooser(_window, _leases, _models, _ranking, sentinels, _underWay);
        _sender = new CallStage(this, world.Queue, gate, identity, _leases, _ranking, sentinels);
        _plans = [.. world.Batches.Select(batch => new BatchPlan(batch, experience))];
        foreach (var plan in _plans) plan.Follow(new Pool([world.Account], world.Models, "", []));
    }

    /// <summary>Looks what can be done, and says when to look again.</summary>
    public void Look()
    {
        if (_dead) return;
        _nextLook = TimeSpan.MaxValue;
        long at;
        do
        {
            Lease();
            at = _models.Now;
        }
        while (SendRound(at));

        foreach (var plan in _window.Plans.Where(plan => _models.Blocker(plan) is not null).ToList())
            Ended(_leases.GiveBackAsync(_window.RemoveAll(plan), CancellationToken.None));
        Ended(_underWay.ReapAsync());
        LookIn(_clock.Really(_models.NextOpening(_plans, at)));
    }

    /// <summary>Keeps what it holds under lease, as long as it lives.</summary>
    public void Keep()
    {
        if (_dead) return;
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
            var chunks = Ended(_leases.TakeAsync(plan, _models.Reserve(plan) is not null, CancellationToken.None));
            if (chunks.Count > 0) _window.Add(new WaitingChunks(plan, chunks));
        }
    }

    private bool SendRound(long at)
    {
        var refused = new HashSet<Model>();
        foreach (var plan in _shares.Order(_window.Plans, plan => plan.Share))
        {
            while (_rounds.Choose(plan, refused, at) is { Count: > 0 } round)
            {
                if (TrySend(round, refused)) return true;
            }
        }

        return false;
    }

    private bool TrySend(IReadOnlyList<ChosenPack> round, HashSet<Model> refused)
    {
        var goOn = false;
        foreach (var (pack, permit) in round.Zip(Ended(_sender.AskPermitsAsync(round, CancellationToken.None))))
        {
            if (permit.AttemptId is null) Refuse(pack);
            else Send(pack, permit);
            goOn |= permit.AttemptId is not null || permit.MayBeHadNow;
        }

        return goOn;

        void Refuse(ChosenPack pack)
        {
            _window.Release(pack.Chosen);
            refused.Add(pack.Model);
        }
    }

    private void Send(ChosenPack pack, Permit permit)
    {
        _window.Remove(pack.Chosen);
        _shares.Sent(pack.Chosen.Plan.Share);
        _models.Sent(pack.Model);
        _underWay.Add(SendAsync(pack, permit), pack.Model);
    }

    private async Task SendAsync(ChosenPack pack, Permit permit)
    {
        if (await _sender.SendAsync(pack, permit, CancellationToken.None) is { } result)
            await _leases.RecordAsync([result], CancellationToken.None);
        LookIn(TimeSpan.Zero);
    }

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
