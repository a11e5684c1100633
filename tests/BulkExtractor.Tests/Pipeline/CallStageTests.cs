using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Pipeline;

public sealed class CallStageTests : IModelClient
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
    private readonly InMemoryPermitLedger _ledger;
    private readonly CallStage _calls;
    private Func<CancellationToken, Task<ModelReply>> _ask = _ => Task.FromResult(new ModelReply { Content = "{}" });

    public CallStageTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _ledger.DeclareAsync(1, [.. LimitScope.ListToDeclare(Model)], Token).GetAwaiter().GetResult();
        var gate = new PermitGate(_ledger, _clock);
        _calls = new CallStage(
            this,
            new FullQueue(),
            gate,
            new RefusalJudge(gate, _clock),
            new WorkerIdentity(1, []),
            new SentinelMonitor(
                new NoSentinels(), new PipelineOptions(), new Random(1), _clock, NullLogger<SentinelMonitor>.Instance),
            new LateArrivals(gate, _clock));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken) => _ask(cancellationToken);

    [Fact]
    public async Task A_result_is_handed_on_before_its_pack_is_told_to_be_answered()
    {
        var told = new List<string>();

        await _calls.RunAsync(
            await SendAsync(),
            (_, _) =>
            {
                told.AddRange(_log.Told);
                return ValueTask.CompletedTask;
            },
            Token);

        Assert.Equal(["chosen", "sent"], told);
        Assert.Equal(["chosen", "sent", "answered"], _log.Told);
    }

    [Fact]
    public async Task What_provably_never_left_is_returned_and_so_is_its_permit()
    {
        Reply(new CallFailure(FailureClass.TryElsewhere, "no way there") { Unsent = true });

        await _calls.RunAsync(await SendAsync(), NoResult, Token);

        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
        Assert.Equal(0, await UsedAsync());
    }

    [Fact]
    public async Task What_failed_on_the_way_keeps_its_permit_and_has_a_result()
    {
        Reply(new CallFailure(FailureClass.TryElsewhere, "it broke off"));

        await _calls.RunAsync(await SendAsync(), (_, _) => ValueTask.CompletedTask, Token);

        Assert.Equal(["chosen", "sent", "answered"], _log.Told);
        Assert.Equal(1, await UsedAsync());
    }

    [Fact]
    public async Task What_was_under_way_when_all_stopped_is_returned()
    {
        using var stop = new CancellationTokenSource();
        _ask = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new ModelReply();
        };
        var call = _calls.RunAsync(await SendAsync(), NoResult, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
    }

    [Fact]
    public async Task What_failed_unexpectedly_is_returned_and_the_failure_thrown()
    {
        _ask = _ => throw new InvalidOperationException("a bug");

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _calls.RunAsync(await SendAsync(), NoResult, Token));

        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
    }

    [Fact]
    public async Task A_result_that_nobody_takes_any_more_is_no_answer()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _calls.RunAsync(await SendAsync(), NoResult, Token));

        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
    }

    private static ValueTask NoResult(AttemptResult result, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("nobody waits for a result");

    private void Reply(CallFailure failure) => _ask = _ => Task.FromResult(new ModelReply { Failure = failure });

    private async Task<InFlight> SendAsync()
    {
        var pack = Flights.Choose(Some.Plan(pack: 1, Model), Model, [Some.Waiting()], _log);
        await _calls.AskPermitsAsync([pack], Token);
        pack.Send();
        return pack;
    }

    private async Task<int> UsedAsync()
    {
        var minute = LimitScope.ListFor(Model).Single(scope => scope.Requests is not null).Id;
        return Assert.Single(await _ledger.ReadAsync([minute], Token)).Used;
    }
}
