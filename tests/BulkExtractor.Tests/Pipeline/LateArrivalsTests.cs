using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class LateArrivalsTests
{
    private static readonly Model Model = Some.Model("only", Some.Account()) with
    {
        Limits = [new Limit(TimeSpan.FromSeconds(2)) { Requests = 1 }],
    };

    private readonly ManualClock _clock = new();
    private readonly InMemoryPermitLedger _ledger;
    private readonly LateArrivals _arrivals;
    private readonly KnownTransmission _transmission = new();

    public LateArrivalsTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _ledger.DeclareAsync(1, LimitScope.ListFor(Model), Token).GetAwaiter().GetResult();
        _arrivals = new LateArrivals(new PermitGate(_ledger, _clock), _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_network_has_not_delivered_weighs_on_its_window_until_it_has()
    {
        var attempt = await TakeAsync();
        _arrivals.Begin(attempt!.Value, Model, _transmission);

        await LookForAsync(TimeSpan.FromSeconds(20));
        Assert.Null(await TakeAsync());

        _transmission.HasArrived = true;
        await LookForAsync(TimeSpan.FromSeconds(2));
        Assert.Null(await TakeAsync()); // it may have come since the last look, and weighs from that on
        await LookForAsync(TimeSpan.FromSeconds(2));
        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task A_slow_answer_to_what_was_delivered_weighs_no_longer_than_usual()
    {
        var attempt = await TakeAsync();
        _transmission.HasArrived = true;
        _arrivals.Begin(attempt!.Value, Model, _transmission);

        await LookForAsync(TimeSpan.FromSeconds(4));

        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task What_ends_undelivered_weighs_from_its_end()
    {
        var attempt = await TakeAsync();
        _arrivals.Begin(attempt!.Value, Model, _transmission);
        await LookForAsync(TimeSpan.FromSeconds(20));

        Assert.True(_arrivals.End(attempt.Value));
    }

    [Fact]
    public async Task What_cannot_be_held_since_the_ledger_is_away_is_taken_back()
    {
        _arrivals.Begin((await TakeAsync())!.Value, Model, _transmission);
        _ledger.OnTheWay = () => Task.Delay(Timeout.InfiniteTimeSpan, Token);
        _clock.Advance(TimeSpan.FromSeconds(2));

        var look = _arrivals.LookAsync(Token);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), Token);
        Assert.False(_transmission.IsAborted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await look;

        Assert.True(_transmission.IsAborted);
    }

    private async Task LookForAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(0.25))
        {
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            await _arrivals.LookAsync(Token);
        }
    }

    private async Task<long?> TakeAsync()
    {
        var request = new PermitRequest(1, 1, Model.Account.Id, Model.Id, LimitScope.IdsOf(Model, 1), [], []);
        return (await _ledger.TakeAllAsync([request], Token))[0].AttemptId;
    }

    private sealed class KnownTransmission : ITransmission
    {
        public bool HasArrived { get; set; }

        public bool IsAborted { get; private set; }

        public void Abort() => IsAborted = true;
    }
}
