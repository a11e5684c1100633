using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class PermitGateTests
{
    private static readonly Limit PerMinute = new(TimeSpan.FromSeconds(60)) { Requests = 1 };

    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = [PerMinute] },
    };

    private static readonly Model First = Some.Model("first", Account);
    private static readonly Model Second = Some.Model("second", Account);

    private readonly ManualClock _clock = new();
    private readonly InMemoryPermitLedger _ledger;
    private readonly PermitGate _gate;

    public PermitGateTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _ledger.DeclareAsync(
            1, [.. LimitScope.ListFor(First), .. LimitScope.ListFor(Second)], Token).GetAwaiter().GetResult();
        _gate = new PermitGate(_ledger, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_answer_names_of_a_limit_reaches_the_ledger()
    {
        var account = Account with
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = [PerMinute with { Requests = 9 }] },
        };
        var model = Some.Model("told", account);
        var scopes = LimitScope.ListFor(model);
        var ledger = new InMemoryPermitLedger(_clock);
        await ledger.DeclareAsync(1, scopes, Token);
        var gate = new PermitGate(ledger, _clock);

        var told = new ToldLimit(ToldUnit.Requests, ToldWindow.Minute, 2);
        await gate.ReactAsync(new Permit(new PermitAnswer(1, null, null), 0), model, new() { Told = [told] }, Token);

        Assert.Equal(2, (await ledger.ReadAsync([scopes.Single(scope => scope.Bounds).Id], Token))[0].Requests);
    }

    [Fact]
    public async Task A_refusal_of_the_account_closes_all_its_models_until_its_time()
    {
        await TakeAsync(First);
        await TakeAsync(First);

        Assert.NotNull(_gate.Closed(Second));
        _clock.Advance(TimeSpan.FromSeconds(60.6));
        Assert.Null(_gate.Closed(Second));
    }

    [Fact]
    public async Task The_wait_for_a_model_is_never_below_zero_though_time_goes_on_while_it_is_looked_at()
    {
        var gate = new PermitGate(_ledger, new RestlessClock());
        await TakeAsync(First, gate);
        await TakeAsync(First, gate);

        var waits = new List<TimeSpan>();
        while (gate.Closed(First) is { } closed) waits.Add(closed.Wait);

        Assert.NotEmpty(waits);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(2)));
    }

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.31, true)]
    public async Task A_permit_that_comes_too_late_to_be_used_is_given_back_and_may_be_had_again_at_once(
        double seconds, bool late)
    {
        _ledger.OnTheWay = () => PassAsync(seconds);

        Assert.Equal(late, (await TakeAsync(First)).MayBeHadNow);

        _ledger.OnTheWay = () => Task.CompletedTask;
        Assert.Equal(late, (await TakeAsync(First)).AttemptId is not null);
    }

    [Fact]
    public async Task A_permit_that_was_given_back_can_be_had_at_once_though_another_was_refused_since()
    {
        var permit = await TakeAsync(First);
        await TakeAsync(First);

        await ReturnAsync(permit);

        Assert.Null(_gate.Closed(First));
        Assert.NotNull((await TakeAsync(First)).AttemptId);
    }

    [Fact]
    public async Task A_refusal_that_was_on_its_way_when_a_permit_was_given_back_closes_nothing()
    {
        var permit = await TakeAsync(First);
        _ledger.OnTheWay = async () =>
        {
            await PassAsync(0.01);
            await ReturnAsync(permit);
        };

        Assert.Null((await TakeAsync(First)).AttemptId);

        Assert.Null(_gate.Closed(First));
    }

    [Fact]
    public async Task A_permit_is_given_back_when_its_model_is_gone_meanwhile()
    {
        _ledger.OnTheWay = () => ReactAsync(First, FailureClass.ModelGone);

        Assert.Null((await TakeAsync(First)).AttemptId);

        _ledger.OnTheWay = () => Task.CompletedTask;
        Assert.NotNull((await TakeAsync(Second)).AttemptId);
    }

    [Fact]
    public async Task A_refusal_that_names_no_time_starts_the_ladder_at_the_accounts_cooldown()
    {
        await ReactAsync(First, FailureClass.ModelPaused);

        Assert.Equal(Account.Cooldown, _gate.Closed(First)!.Value.Wait);
    }

    [Fact]
    public async Task A_refusal_of_the_free_limits_leaves_the_paid_models_of_the_account_alone()
    {
        var paid = First with { Id = "paid", Tier = Tier.Paid };
        await _ledger.DeclareAsync(1, LimitScope.ListFor(paid), Token);
        var hit = new LimitHit(OfModel: false, PerDay: false, null);

        await ReactAsync(First, new CallFailure(FailureClass.AccountPaused, "spent") { Hit = hit });

        Assert.NotNull(_gate.Closed(Second));
        Assert.Null(_gate.Closed(paid));
        Assert.NotNull((await TakeAsync(paid)).AttemptId);
    }

    [Fact]
    public async Task A_limit_that_the_pool_does_not_know_pauses_the_whole_account()
    {
        var hit = new LimitHit(OfModel: false, PerDay: true, null);

        await ReactAsync(First, new CallFailure(FailureClass.AccountPaused, "spent") { Hit = hit });

        Assert.NotNull(_gate.Closed(First with { Id = "paid", Tier = Tier.Paid }));
    }

    [Fact]
    public async Task One_passing_fault_does_not_bench_a_model_but_three_in_a_row_do()
    {
        await ReactAsync(First, FailureClass.TryElsewhere);
        await ReactAsync(First, FailureClass.TryElsewhere);
        Assert.Null(_gate.Closed(First));

        await ReactAsync(First, FailureClass.TryElsewhere);

        Assert.NotNull(_gate.Closed(First));
    }

    [Fact]
    public async Task More_than_half_of_twenty_faults_bench_a_model_though_it_answers_between_them()
    {
        for (var i = 0; i < 10; i++)
        {
            await ReactAsync(First, FailureClass.TryElsewhere);
            Assert.Null(_gate.Closed(First));
            await _gate.ReactAsync(PermitOf(halfOpen: false), First, new ModelReply(), Token);
        }

        await ReactAsync(First, FailureClass.TryElsewhere);
        await ReactAsync(First, FailureClass.TryElsewhere);

        Assert.NotNull(_gate.Closed(First));
    }

    [Fact]
    public async Task The_first_request_after_a_pause_benches_its_model_when_it_fails()
    {
        await ReactAsync(First, new CallFailure(FailureClass.TryElsewhere, "because"), halfOpen: true);

        Assert.NotNull(_gate.Closed(First));
        Assert.True(_gate.IsHalfOpen(First));
    }

    [Fact]
    public async Task One_fault_benches_a_model_at_home()
    {
        var local = First with { Tier = Tier.Local };

        await ReactAsync(local, FailureClass.TryElsewhere);

        Assert.NotNull(_gate.Closed(local));
    }

    [Fact]
    public async Task What_a_worker_remembers_is_asked_again_after_five_minutes()
    {
        await ReactAsync(First, FailureClass.AccountStopped);

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(_gate.Closed(First));
        Assert.Null((await TakeAsync(First)).AttemptId);
    }

    private async Task<Permit> TakeAsync(Model model, PermitGate? gate = null)
    {
        ScopeId[] scopes = [.. LimitScope.ListFor(model).Select(scope => scope.Id)];
        var asked = new AskedPermit(model, new PermitRequest(1, 1, "a", model.Id, scopes, [], []));
        return Assert.Single(await (gate ?? _gate).TakeAsync([asked], Token));
    }

    private Task PassAsync(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }

    private Task ReturnAsync(Permit permit) => _gate.ReturnAsync(permit.AttemptId!.Value, First, batchId: 1, Token);

    private Task ReactAsync(Model model, FailureClass failure) =>
        ReactAsync(model, new CallFailure(failure, "because"));

    private Task ReactAsync(Model model, CallFailure failure, bool halfOpen = false) =>
        _gate.ReactAsync(PermitOf(halfOpen), model, new ModelReply { Failure = failure }, Token);

    private static Permit PermitOf(bool halfOpen) => new(new PermitAnswer(1, null, null) { HalfOpen = halfOpen }, 0);

    /// <summary>Goes on by a twentieth of a second each time somebody looks.</summary>
    private sealed class RestlessClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency / 20);
    }
}
