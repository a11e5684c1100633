using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Pipeline;

public sealed class NoTakerTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model Reader = Some.Model("reader", Account);
    private static readonly Model Seer = Some.Model("seer", Account) with
    {
        ReadsImages = true,
        Limits = [new Limit(TimeSpan.FromHours(1)) { Requests = 1 }],
    };

    private static readonly LeasedChunk Picture = Some.Waiting(1) with { PictureBytes = 1_000 };

    private readonly ManualClock _clock = new();
    private readonly PermitGate _gate;
    private readonly ChunkWindow _window = new();
    private readonly NoTaker _noTaker;

    public NoTakerTests()
    {
        var ledger = new InMemoryPermitLedger(_clock);
        ledger.DeclareAsync(1, [.. LimitScope.ListFor(Reader), .. LimitScope.ListFor(Seer)], Token)
            .GetAwaiter().GetResult();
        _gate = new PermitGate(ledger, _clock);
        var options = new PipelineOptions();
        var models = new ModelAvailability(
            _gate,
            new RefusalJudge(_gate, _clock),
            new RetryQuota(_gate, options, _clock),
            new SentinelMonitor(
                new NoSentinels(), options, new Random(1), _clock, NullLogger<SentinelMonitor>.Instance),
            options,
            _clock);
        _noTaker = new NoTaker(_window, models, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_no_model_can_take_is_told()
    {
        var plan = Some.Plan(pack: 1, Reader);

        Assert.StartsWith(
            "a model that can take 1 of its documents", await LookAsync(plan, Picture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_only_model_that_can_take_it_waits_for_is_told_though_others_are_open()
    {
        var plan = Some.Plan(pack: 1, Reader, Seer);
        await SpendAsync(Seer);

        Assert.StartsWith("seer: ", await LookAsync(plan, Picture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_told_while_an_open_model_can_take_some_of_it()
    {
        var plan = Some.Plan(pack: 1, Reader, Seer);
        await SpendAsync(Seer);

        Assert.Null(await LookAsync(plan, Picture, Some.Waiting(2)));
    }

    [Fact]
    public async Task What_was_told_is_taken_back_when_nothing_waits_any_more()
    {
        var plan = Some.Plan(pack: 1, Reader);
        Assert.NotNull(await LookAsync(plan, Picture));

        _window.RemoveAll(plan);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _noTaker.LookAsync(Token);

        Assert.Null(plan.NoTaker);
    }

    private async Task<string?> LookAsync(BatchPlan plan, params LeasedChunk[] chunks)
    {
        _window.Add(new WaitingChunks(plan, chunks));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _noTaker.LookAsync(Token);
        return plan.NoTaker;
    }

    private async Task SpendAsync(Model model)
    {
        var request = new PermitRequest(1, 1, Account.Id, model.Id, LimitScope.IdsOf(model, 1), [], []);
        await _gate.TakeAsync([new AskedPermit(model, request)], Token);
        await _gate.TakeAsync([new AskedPermit(model, request)], Token);
    }
}
