using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Pipeline;

public sealed class ModelAvailabilityTests
{
    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [new Limit(TimeSpan.FromSeconds(60)) { Requests = 1 }],
        },
    };

    private static readonly Model Model = Some.Model("only", Account);
    private static readonly PipelineOptions Options = new() { IdleInterval = TimeSpan.FromSeconds(5) };

    private readonly ManualClock _clock = new();
    private readonly PermitGate _gate;
    private readonly ModelAvailability _models;
    private readonly BatchPlan _plan = new(
        new Batch(1, Some.DefinitionOf("a"), new BatchSettings(), [Account.Id]), new PackSizeLearner());

    public ModelAvailabilityTests()
    {
        var ledger = new InMemoryPermitLedger(_clock);
        ledger.DeclareAsync(1, LimitScope.ListFor(Model), Token).GetAwaiter().GetResult();
        _gate = new PermitGate(ledger, _clock);
        var sentinels = new SentinelMonitor(
            new NoSentinels(), Options, new Random(1), _clock, NullLogger<SentinelMonitor>.Instance);
        _models = new ModelAvailability(
            _gate,
            new RefusalJudge(_gate, _clock),
            new RetryQuota(_gate, Options, _clock),
            sentinels,
            Options,
            _clock);
        _plan.Follow(new Pool([Account], [Model], "", []));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_opens_while_turns_are_taken_is_closed_for_all_that_take_one()
    {
        await CloseAsync();
        var began = _models.Now;

        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False(_models.IsOpen(_plan, Model, began));
        Assert.True(_models.IsOpen(_plan, Model));
    }

    [Fact]
    public async Task A_model_that_opened_since_the_last_look_is_worth_another_at_once()
    {
        await CloseAsync();
        var looked = _models.Now;

        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(TimeSpan.Zero, _models.NextOpening([_plan], looked));
        Assert.Equal(Options.IdleInterval, _models.NextOpening([_plan], _models.Now));
    }

    // The second permit of a minute is refused until its end, of which two seconds are left.
    private async Task CloseAsync()
    {
        var request = new PermitRequest(1, 1, Account.Id, Model.Id, LimitScope.IdsOf(Model, 1), [], []);
        var asked = new AskedPermit(Model, request);
        await _gate.TakeAsync([asked], Token);
        await _gate.TakeAsync([asked], Token);
        _clock.Advance(TimeSpan.FromSeconds(58));
    }
}
