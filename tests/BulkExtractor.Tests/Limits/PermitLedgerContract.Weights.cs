using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

/// <summary>What every permit ledger does where something else than requests is bounded.</summary>
public abstract partial class PermitLedgerContract
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static readonly LimitScope Tokens =
        new(ScopeId.Parse("account a free tokens per 60s"), null, Minute, Moment) { Tokens = 100 };

    private static readonly LimitScope TokensOfDay =
        new(ScopeId.Parse("account a free tokens per day")) { Tokens = 100 };

    private static readonly LimitScope Places = new(ScopeId.Parse("account a parallel")) { Parallel = 2 };
    private static readonly LimitScope Budget = new(ScopeId.OfBudget(1)) { Cost = 1 };

    [Fact]
    public async Task A_window_holds_no_more_tokens_than_its_limit()
    {
        var ledger = await CreateAsync(Tokens);
        await TakeAsync(ledger, Weighing(40), Tokens);
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        await TakeAsync(ledger, Weighing(60), Tokens);

        var refused = await TakeAsync(ledger, Weighing(41), Tokens);

        Assert.Equal((Tokens.Id, TimeSpan.FromSeconds(61)), (refused.RefusedBy, refused.Wait));
        await AdvanceAsync(TimeSpan.FromSeconds(41));
        Assert.Null((await TakeAsync(ledger, Weighing(41), Tokens)).AttemptId);
        Assert.NotNull((await TakeAsync(ledger, Weighing(40), Tokens)).AttemptId);
    }

    [Fact]
    public async Task A_request_that_weighs_more_than_the_limit_has_the_window_to_itself()
    {
        var ledger = await CreateAsync(Tokens);
        await TakeAsync(ledger, Weighing(1), Tokens);

        var refused = await TakeAsync(ledger, Weighing(500), Tokens);

        Assert.Equal(TimeSpan.FromSeconds(61), refused.Wait);
        await AdvanceAsync(TimeSpan.FromSeconds(61));
        Assert.NotNull((await TakeAsync(ledger, Weighing(500), Tokens)).AttemptId);
        Assert.Null((await TakeAsync(ledger, Weighing(1), Tokens)).AttemptId);
    }

    [Theory]
    [InlineData(30, 70)]
    [InlineData(null, 20)]
    public async Task Tokens_that_were_not_used_can_be_had_as_soon_as_that_is_told(int? used, int left)
    {
        var ledger = await CreateAsync(Tokens, TokensOfDay);
        var taken = await TakeAsync(ledger, Weighing(80), Tokens, TokensOfDay);

        await ledger.SettleAsync(taken.AttemptId!.Value, new RequestUse(used, null), Token);

        var uses = await ledger.ReadAsync([Tokens.Id, TokensOfDay.Id], Token);
        Assert.All(uses, use => Assert.Equal(100 - left, use.Used));
        Assert.Null((await TakeAsync(ledger, Weighing(left + 1), Tokens, TokensOfDay)).AttemptId);
        Assert.NotNull((await TakeAsync(ledger, Weighing(left), Tokens, TokensOfDay)).AttemptId);
    }

    [Fact]
    public async Task Returned_tokens_can_be_had_again()
    {
        var ledger = await CreateAsync(Tokens, TokensOfDay);
        var taken = await TakeAsync(ledger, Weighing(80), Tokens, TokensOfDay);

        await ledger.ReturnAsync(taken.AttemptId!.Value, Token);

        Assert.NotNull((await TakeAsync(ledger, Weighing(100), Tokens, TokensOfDay)).AttemptId);
    }

    [Fact]
    public async Task Tokens_of_a_day_can_be_had_again_after_midnight()
    {
        var ledger = await CreateAsync(TokensOfDay);
        await AdvanceToAsync(TimeSpan.FromHours(20));
        await TakeAsync(ledger, Weighing(90), TokensOfDay);

        var refused = await TakeAsync(ledger, Weighing(11), TokensOfDay);

        Assert.Equal(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(2), refused.Wait);
        await AdvanceAsync(refused.Wait!.Value);
        Assert.NotNull((await TakeAsync(ledger, Weighing(11), TokensOfDay)).AttemptId);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_there_are_places_and_one_that_ended_leaves_its_place()
    {
        var ledger = await CreateAsync(Places);
        var taken = await TakeAsync(ledger, 3, Places);
        Assert.Equal([true, true, false], taken.Select(answer => answer.AttemptId is not null));
        Assert.Equal((Places.Id, Moment), (taken[2].RefusedBy, taken[2].Wait));

        await ledger.SettleAsync(taken[0].AttemptId!.Value, new RequestUse(null, null), Token);

        Assert.Equal(1, (await ledger.ReadAsync([Places.Id], Token))[0].Used);
        Assert.NotNull((await TakeAsync(ledger, Places)).AttemptId);
        Assert.Null((await TakeAsync(ledger, Places)).AttemptId);
    }

    [Fact]
    public async Task A_returned_permit_leaves_its_place()
    {
        var ledger = await CreateAsync(Places);
        var taken = await TakeAsync(ledger, 2, Places);

        await ledger.ReturnAsync(taken[0].AttemptId!.Value, Token);

        Assert.NotNull((await TakeAsync(ledger, Places)).AttemptId);
    }

    [Fact]
    public async Task A_worker_that_was_not_seen_for_a_minute_leaves_its_places()
    {
        var ledger = await CreateAsync(Places);
        await TakeAsync(ledger, 2, Places);
        await AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.Null((await TakeAsync(ledger, Places)).AttemptId);

        await AdvanceAsync(Moment);

        Assert.NotNull((await TakeAsync(ledger, Places)).AttemptId);
    }

    [Fact]
    public async Task What_is_spent_and_what_is_reserved_never_exceed_the_budget_together()
    {
        var ledger = await CreateAsync(Budget);

        var taken = new List<PermitAnswer>();
        for (var i = 0; i < 4; i++) taken.Add(await TakeAsync(ledger, Costing(0.3m), Budget));

        Assert.Equal(3, taken.Count(answer => answer.AttemptId is not null));
        Assert.Equal((Budget.Id, Moment), (taken[3].RefusedBy, taken[3].Wait));
        Assert.Equal((1, 0.9m), await SpentAsync(ledger));
    }

    [Fact]
    public async Task What_a_request_did_not_cost_can_be_spent_as_soon_as_that_is_told()
    {
        var ledger = await CreateAsync(Budget);
        var taken = await TakeAsync(ledger, Costing(0.9m), Budget);

        await ledger.SettleAsync(taken.AttemptId!.Value, new RequestUse(null, 0.2m), Token);
        await ledger.SettleAsync(taken.AttemptId!.Value, new RequestUse(null, 0.2m), Token);

        Assert.Equal((1, 0.2m), await SpentAsync(ledger));
        Assert.NotNull((await TakeAsync(ledger, Costing(0.8m), Budget)).AttemptId);
    }

    [Fact]
    public async Task A_returned_permit_costs_nothing()
    {
        var ledger = await CreateAsync(Budget);
        var taken = await TakeAsync(ledger, Costing(0.9m), Budget);

        await ledger.ReturnAsync(taken.AttemptId!.Value, Token);

        Assert.Equal((1, 0), await SpentAsync(ledger));
    }

    [Fact]
    public async Task A_request_whose_worker_is_gone_stays_spent_whole()
    {
        var ledger = await CreateAsync(Budget);
        await TakeAsync(ledger, Costing(0.9m), Budget);
        await AdvanceAsync(TimeSpan.FromDays(2));

        await ledger.ForgetAsync(Token);
        var refused = await TakeAsync(ledger, Costing(0.2m), Budget);

        Assert.Equal((1, 0.9m), await SpentAsync(ledger));
        Assert.True(refused.Wait > TimeSpan.FromDays(1_000));
    }

    private static RequestWeight Weighing(int tokens) => new(tokens, 0);

    private static RequestWeight Costing(decimal dollars) => new(0, dollars);

    private static async Task<(decimal Budget, decimal Spent)> SpentAsync(IPermitLedger ledger)
    {
        var use = Assert.Single(await ledger.ReadAsync([Budget.Id], Token));
        return (use.Cost!.Value, use.CostUsed);
    }

    private Task<PermitAnswer> TakeAsync(IPermitLedger ledger, RequestWeight weight, params LimitScope[] scopes) =>
        ledger.TakeAsync(
            new PermitRequest(1, Batch, "a", "m", [.. scopes.Select(s => s.Id)], [], [])
            {
                Tokens = weight.Tokens,
                Cost = weight.Cost,
            },
            Token);
}
