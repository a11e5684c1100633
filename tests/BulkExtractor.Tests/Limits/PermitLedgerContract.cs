using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

/// <summary>What every permit ledger promises.</summary>
public abstract partial class PermitLedgerContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly LimitScope Account = new(ScopeId.Parse("account a"));
    private static readonly LimitScope PerMinute =
        new(ScopeId.Parse("account a free per 60s"), 3, Minute, TimeSpan.FromSeconds(1));

    private static readonly LimitScope PerDay = new(ScopeId.Parse("account a free per day"), 5);
    private static readonly LimitScope Model = new(ScopeId.Parse("model a m"));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<IPermitLedger> CreateAsync();

    protected abstract Task AdvanceAsync(TimeSpan span);

    /// <summary>Moves to a time of the next UTC day that comes.</summary>
    protected abstract Task AdvanceToAsync(TimeSpan timeOfDay);

    /// <summary>A number of a worker that said lately that it is there.</summary>
    protected abstract Task<long> AddWorkerAsync();

    /// <summary>A batch that may be worked on.</summary>
    protected abstract long Batch { get; }

    [Fact]
    public async Task A_window_holds_no_more_permits_than_its_limit()
    {
        var ledger = await CreateAsync(PerMinute);

        var answers = await TakeAsync(ledger, 5, PerMinute);

        Assert.Equal(3, answers.Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task A_refusal_says_exactly_when_the_next_permit_can_be_had()
    {
        var ledger = await CreateAsync(PerMinute);
        await TakeAsync(ledger, 1, PerMinute);
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        await TakeAsync(ledger, 2, PerMinute);

        var refused = await TakeAsync(ledger, PerMinute);

        Assert.Equal((PerMinute.Id, TimeSpan.FromSeconds(41)), (refused.RefusedBy, refused.Wait));
        await AdvanceAsync(TimeSpan.FromSeconds(40.9));
        Assert.Null((await TakeAsync(ledger, PerMinute)).AttemptId);
        await AdvanceAsync(TimeSpan.FromSeconds(0.1));
        Assert.NotNull((await TakeAsync(ledger, PerMinute)).AttemptId);
    }

    [Fact]
    public async Task A_request_that_one_scope_refuses_weighs_on_none()
    {
        var other = PerMinute with { Id = ScopeId.Parse("model a m per 60s"), Requests = 1 };
        var ledger = await CreateAsync(PerMinute, other);
        await TakeAsync(ledger, 3, PerMinute, other);

        var left = await TakeAsync(ledger, 3, PerMinute);

        Assert.Equal(2, left.Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task A_returned_permit_can_be_had_again()
    {
        var ledger = await CreateAsync(PerMinute, PerDay);
        var taken = await TakeAsync(ledger, 3, PerMinute, PerDay);

        await ledger.ReturnAsync(taken[1].AttemptId!.Value, Token);

        var again = await TakeAsync(ledger, 2, PerMinute, PerDay);
        Assert.Equal([true, false], again.Select(answer => answer.AttemptId is not null));
        Assert.Equal(3, (await ledger.ReadAsync([PerDay.Id], Token))[0].Used);
    }

    [Fact]
    public async Task A_day_that_is_spent_opens_again_two_seconds_after_midnight()
    {
        var ledger = await CreateAsync(PerDay);
        await AdvanceToAsync(TimeSpan.FromHours(20));
        await TakeAsync(ledger, 5, PerDay);

        var refused = await TakeAsync(ledger, PerDay);

        Assert.Equal(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(2), refused.Wait);
        await AdvanceAsync(refused.Wait!.Value);
        Assert.NotNull((await TakeAsync(ledger, PerDay)).AttemptId);
    }

    [Theory]
    [InlineData("23:59:57.9", true)]
    [InlineData("23:59:58", false)]
    [InlineData("00:00:01.9", false)]
    [InlineData("00:00:02", true)]
    public async Task Nothing_of_a_day_is_granted_close_to_midnight(string timeOfDay, bool granted)
    {
        var ledger = await CreateAsync(PerDay);
        await AdvanceToAsync(TimeSpan.Parse(timeOfDay));

        var answer = await TakeAsync(ledger, PerDay);

        Assert.Equal(granted, answer.AttemptId is not null);
    }

    [Fact]
    public async Task A_pause_holds_every_model_of_its_account_back()
    {
        var ledger = await CreateAsync(Account, Model);
        await ledger.PauseAsync(Account.Id, Named(delay: Minute), Token);

        var refused = await TakeAsync(ledger, Account, Model);

        Assert.Equal((Account.Id, Minute), (refused.RefusedBy, refused.Wait));
    }

    [Fact]
    public async Task Pauses_without_a_time_double_up_to_a_quarter_of_an_hour()
    {
        var ledger = await CreateAsync(Model);
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var pause = await ledger.PauseAsync(Model.Id, Named(), Token);
            pauses.Add(pause.TotalSeconds);
            await AdvanceAsync(pause + TimeSpan.FromMilliseconds(1)); // a database counts in microseconds
        }

        Assert.All(
            pauses.Zip([30.0, 60, 120, 240, 480, 900, 900, 900]),
            pair => Assert.InRange(pair.First, pair.Second * 0.8, pair.Second * 1.2));
    }

    [Fact]
    public async Task Refusals_that_arrive_during_a_pause_do_not_make_the_next_one_longer()
    {
        var ledger = await CreateAsync(Model);
        await ledger.PauseAsync(Model.Id, Named(), Token);
        var during = await ledger.PauseAsync(Model.Id, Named(delay: TimeSpan.FromSeconds(1)), Token);
        await AdvanceAsync(during + TimeSpan.FromMilliseconds(1));

        var next = await ledger.PauseAsync(Model.Id, Named(), Token);

        Assert.InRange(next.TotalSeconds, 48, 72);
    }

    [Fact]
    public async Task Two_refusals_at_the_same_instant_pause_as_long_as_one()
    {
        var ledger = await CreateAsync(Model);
        await ledger.PauseAsync(Model.Id, Named(), Token);

        Assert.InRange((await ledger.PauseAsync(Model.Id, Named(), Token)).TotalSeconds, 24, 36);
    }

    [Fact]
    public async Task A_ladder_may_be_said_to_come_higher()
    {
        var ledger = await CreateAsync(Model);
        var spent = Named() with { Cooldown = TimeSpan.FromHours(1), Longest = TimeSpan.FromHours(6) };

        Assert.InRange((await ledger.PauseAsync(Model.Id, spent, Token)).TotalMinutes, 48, 72);
    }

    [Fact]
    public async Task An_answer_sets_the_ladder_back()
    {
        var ledger = await CreateAsync(Model);
        await AdvanceAsync(await ledger.PauseAsync(Model.Id, Named(), Token) + TimeSpan.FromMilliseconds(1));

        await ledger.CloseAsync((await TakeAsync(ledger, Model)).AttemptId!.Value, [Model.Id], Token);

        Assert.InRange((await ledger.PauseAsync(Model.Id, Named(), Token)).TotalSeconds, 24, 36);
    }

    [Fact]
    public async Task A_model_that_is_gone_comes_back_only_when_it_is_revived()
    {
        var ledger = await CreateAsync(Model);
        await ledger.PauseAsync(Model.Id, ScopePause.ForGood("gone"), Token);
        await AdvanceAsync(TimeSpan.FromDays(300));
        Assert.Null((await TakeAsync(ledger, Model)).AttemptId);

        var revived = await ledger.ReviveAsync([Model.Id], TimeSpan.Zero, Token);

        Assert.Equal([Model.Id], revived);
        Assert.NotNull((await TakeAsync(ledger, Model)).AttemptId);
    }

    [Fact]
    public async Task Of_two_pools_that_name_different_limits_the_smaller_holds()
    {
        var ledger = await CreateAsync(PerMinute);

        var smaller = await ledger.DeclareAsync(await AddWorkerAsync(), [PerMinute with { Requests = 9 }], Token);

        Assert.Equal(3, Assert.Single(smaller).Requests);
        Assert.Equal(3, (await TakeAsync(ledger, 9, PerMinute)).Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task Forgetting_old_permits_opens_no_window_early()
    {
        var ledger = await CreateAsync(PerMinute);
        await TakeAsync(ledger, 3, PerMinute);
        await AdvanceAsync(TimeSpan.FromSeconds(60.5));

        await ledger.ForgetAsync(Token);

        Assert.Null((await TakeAsync(ledger, PerMinute)).AttemptId);
    }

    [Fact]
    public async Task A_model_that_was_asked_lately_stays_gone_though_it_is_listed()
    {
        var ledger = await CreateAsync(Model);
        await TakeAsync(ledger, Model);
        await ledger.PauseAsync(Model.Id, ScopePause.ForGood("gone"), Token);

        Assert.Empty(await ledger.ReviveAsync([Model.Id], TimeSpan.FromHours(1), Token));
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal([Model.Id], await ledger.ReviveAsync([Model.Id], TimeSpan.FromHours(1), Token));
    }

    private static ScopePause Named(TimeSpan? delay = null) => new("busy", null, delay, TimeSpan.FromSeconds(30));

    private async Task<IPermitLedger> CreateAsync(params LimitScope[] scopes)
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(await AddWorkerAsync(), scopes, Token);
        return ledger;
    }

    private Task<PermitAnswer> TakeAsync(IPermitLedger ledger, params LimitScope[] scopes) =>
        ledger.TakeAsync(new PermitRequest(1, Batch, "a", "m", [.. scopes.Select(s => s.Id)], [], []), Token);

    private async Task<List<PermitAnswer>> TakeAsync(IPermitLedger ledger, int times, params LimitScope[] scopes)
    {
        var answers = new List<PermitAnswer>();
        for (var i = 0; i < times; i++) answers.Add(await TakeAsync(ledger, scopes));
        return answers;
    }
}
