using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Pipeline;

public sealed class RoundsTests
{
    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [new Limit(TimeSpan.FromSeconds(60)) { Requests = 1 }],
        },
    };

    private static readonly Model Model = Some.Model("only", Account);

    private readonly ManualClock _clock = new();
    private readonly FlightLog _log = new();
    private readonly ChunkWindow _window = new();
    private readonly List<InFlight> _called = [];
    private readonly BatchPlan _plan = Some.Plan(pack: 2, Model);
    private readonly InMemoryPermitLedger _ledger;
    private readonly Rounds _rounds;

    public RoundsTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _ledger.DeclareAsync(1, [.. LimitScope.ListToDeclare(Model)], Token).GetAwaiter().GetResult();
        _rounds = Create(new PermitGate(_ledger, _clock));
        _window.Add(new WaitingChunks(_plan, [.. Enumerable.Range(1, 8).Select(id => Some.Waiting(id))]));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_gets_a_permit_is_sent_and_what_gets_none_waits_again()
    {
        Assert.True(await SendAsync());

        Assert.Single(_called);
        Assert.Equal(["chosen", "chosen", "sent", "returned"], _log.Told);
        Assert.Equal(6, _window.Count(_plan));
    }

    [Fact]
    public async Task A_model_that_is_full_is_not_asked_again_before_its_time()
    {
        await SendAsync();
        _log.Told.Clear();

        Assert.False(await SendAsync());

        Assert.Empty(_log.Told);
    }

    [Fact]
    public async Task A_round_whose_permits_could_not_be_asked_for_is_returned_whole()
    {
        _ledger.OnTheWay = () => throw new InvalidOperationException("the database is gone");

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync());

        Assert.Empty(_called);
        Assert.Equal(["chosen", "chosen", "returned", "returned"], _log.Told);
        Assert.Equal(8, _window.Count(_plan));
    }

    [Fact]
    public async Task Nothing_is_sent_that_was_chosen_when_the_drain_was_told()
    {
        Assert.False(await SendAsync(draining: true));

        Assert.Empty(_called);
        Assert.Equal(["chosen", "chosen", "returned", "returned"], _log.Told);
        Assert.Equal(8, _window.Count(_plan));
    }

    private Task<bool> SendAsync(bool draining = false) =>
        _rounds.SendAsync(_clock.GetTimestamp(), _called.Add, new CancellationToken(draining), Token);

    private Rounds Create(PermitGate gate)
    {
        var (options, queue, identity) = (new PipelineOptions(), new FullQueue(), new WorkerIdentity(1, []));
        var underWay = new RequestsUnderWay(options);
        var sentinels = new SentinelMonitor(
            new NoSentinels(), options, new Random(1), _clock, NullLogger<SentinelMonitor>.Instance);
        var quota = new RetryQuota(gate, options, _clock);
        var packStats = new PackStatsKeeper(new InMemoryPackMemory(), new PackSizeLearner(), _clock);
        var judge = new RefusalJudge(gate, _clock);
        judge.Adopt([new ModelEvidence(Model.Key, BatchId: 1, Good: 1, Bad: 0)], []);
        var ranking = new ModelRanking(queue, gate, sentinels, packStats, judge, new Random(1), _clock);
        var models = new ModelAvailability(gate, judge, quota, sentinels, options, _clock);
        var leases = new LeaseBook(queue, identity, options, _clock);
        return new Rounds(
            new RoundChooser(_window, leases, models, ranking, judge, sentinels, underWay),
            new ServingOrder(_window),
            new CallStage(new NoModel(), queue, gate, judge, identity, sentinels, new LateArrivals(gate, _clock)),
            [_window, leases, underWay, quota, ranking, _log]);
    }

    private sealed class NoModel : IModelClient
    {
        public Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
