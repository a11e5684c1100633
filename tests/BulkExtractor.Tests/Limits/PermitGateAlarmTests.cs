using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Tests.Limits;

public sealed class PermitGateAlarmTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = [new(Minute) { Requests = 9 }] },
    };

    private static readonly Account Other = new("other", new Uri("http://other/v1")) { Limits = Account.Limits };
    private static readonly Model First = Some.Model("first", Account);
    private static readonly Model Second = Some.Model("second", Other);

    private readonly ManualClock _clock = new();
    private readonly ManualClock _ledgersClock = new();
    private readonly RecordingLogger<PermitGate> _log = new();
    private readonly InMemoryPermitLedger _ledger;
    private readonly PermitGate _gate;

    public PermitGateAlarmTests()
    {
        _ledger = new InMemoryPermitLedger(_ledgersClock);
        _ledger.DeclareAsync(
            1, [.. LimitScope.ListFor(First), .. LimitScope.ListFor(Second)], Token).GetAwaiter().GetResult();
        _gate = new PermitGate(_ledger, _clock) { Logger = _log };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_ledgers_clock_jumps_forward_nothing_is_sent_and_every_window_waits_for_its_length()
    {
        await TakeAsync(First);
        Pass(TimeSpan.FromSeconds(10), jump: TimeSpan.FromSeconds(30));

        var permit = await TakeAsync(First);

        Assert.Null(permit.AttemptId);
        Assert.InRange(_gate.Closed(First)!.Value.Wait, Minute, Minute + TimeSpan.FromSeconds(1));
        Assert.Null((await TakeAsync(Second)).AttemptId);
        AssertWarned("ALARM: the database's clock jumped forward by 30.00 s");
    }

    [Theory]
    [InlineData(10, 0.2)]
    [InlineData(10, -30)]
    [InlineData(3_600, 3)]
    public async Task A_little_unevenness_the_drift_of_an_hour_and_a_clock_that_goes_back_are_no_jump(
        double passed, double further)
    {
        await TakeAsync(First);
        Pass(TimeSpan.FromSeconds(passed), TimeSpan.FromSeconds(further));

        Assert.NotNull((await TakeAsync(First)).AttemptId);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task After_a_jump_the_clock_is_trusted_again()
    {
        await TakeAsync(First);
        Pass(TimeSpan.Zero, jump: TimeSpan.FromSeconds(30));
        await TakeAsync(First);
        Pass(Minute + TimeSpan.FromSeconds(1), jump: TimeSpan.Zero);

        Assert.NotNull((await TakeAsync(First)).AttemptId);
    }

    [Fact]
    public async Task A_minute_refusal_of_our_own_account_is_an_alarm_with_both_clocks_and_doubles_the_margin()
    {
        var permit = await TakeAsync(First);
        Pass(TimeSpan.FromSeconds(5), jump: TimeSpan.FromSeconds(0.1));
        var failure = new CallFailure(FailureClass.AccountPaused, "spent")
        {
            Hit = new LimitHit(OfModel: false, PerDay: false, null),
            Delay = Minute,
        };

        await _gate.ReactAsync(permit, First, new ModelReply { Failure = failure }, Token);

        var line = Assert.Single(_log.Lines);
        Assert.Contains($"{_clock.GetUtcNow():O}", line, StringComparison.Ordinal);
        Pass(Minute, TimeSpan.Zero);
        for (var i = 0; i < 9; i++) await TakeAsync(First);
        Assert.Equal(Minute + (2 * PermitRules.Margin(Minute, dayBinds: false)), (await TakeAsync(First)).Answer.Wait);
    }

    [Fact]
    public async Task When_permits_come_too_late_again_and_again_it_is_told_once()
    {
        _ledger.OnTheWay = () =>
        {
            Pass(TimeSpan.FromSeconds(0.5), TimeSpan.Zero);
            return Task.CompletedTask;
        };

        for (var i = 0; i < 9; i++) await TakeAsync(First);
        Assert.Empty(_log.Lines);
        for (var i = 0; i < 9; i++) await TakeAsync(First);

        AssertWarned("ALARM: permits come too late to be used, the last after 0.50 s");
    }

    private void AssertWarned(string start)
    {
        Assert.StartsWith(start, Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Levels));
    }

    private void Pass(TimeSpan span, TimeSpan jump)
    {
        _clock.Advance(span);
        _ledgersClock.Advance(span + jump);
    }

    private async Task<Permit> TakeAsync(Model model)
    {
        var request = new PermitRequest(1, 1, "a", model.Id, LimitScope.IdsOf(model, 1), [], []);
        return (await _gate.TakeAsync([new AskedPermit(model, request)], Token))[0];
    }
}
