using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Forecasting;

/// <summary>How far limits reach that count tokens, or over days and months elsewhere.</summary>
public sealed class WeighedLimitsTests
{
    // Noon UTC; four in the morning in California.
    private static readonly DateTimeOffset Noon = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo California = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly RequestTokens Request = new(Input: 4_000, Output: 1_000, Cap: 2_000);

    [Fact]
    public void A_day_of_tokens_holds_as_many_requests_as_it_has_room_for()
    {
        var capacity = CapacityOf(new Limit((TimeSpan?)null) { Tokens = 100_000 });

        Assert.Equal(20, capacity.Until(Noon.AddHours(11), Noon), tolerance: 1);
    }

    [Fact]
    public void What_the_cap_reserves_comes_back_with_the_answer()
    {
        var capacity = CapacityOf(new Limit(TimeSpan.FromSeconds(60)) { Tokens = 12_000, CountsCap = true });

        Assert.Equal(2, capacity.AtOnce); // 6,000 are reserved; 5,000 of them taken, they leave room for one more
    }

    [Fact]
    public void What_was_spent_of_tokens_is_not_counted_on()
    {
        var limit = new Limit((TimeSpan?)null) { Tokens = 100_000 };

        var left = CapacityOf([limit], scope => new ScopeState(scope, []) { DayUsed = scope.Bounds ? 90_000 : 0 });

        Assert.Equal(2, left.Until(Noon.AddHours(11), Noon), tolerance: 1);
    }

    [Fact]
    public void A_day_begins_anew_where_the_account_is()
    {
        var capacity = CapacityOf(
            [new Limit((TimeSpan?)null) { Requests = 10 }],
            scope => new ScopeState(scope, []) { DayUsed = scope.Bounds ? 10 : 0 });

        Assert.Equal(0, capacity.Until(Noon.AddHours(20), Noon)); // 00:00 there
        Assert.Equal(10, capacity.Until(Noon.AddHours(21), Noon));
    }

    [Fact]
    public void A_month_is_spent_once()
    {
        var capacity = CapacityOf(new Limit((TimeSpan?)null) { Requests = 1_000, Monthly = true });

        Assert.Equal(1_000, capacity.Until(Noon.AddDays(4), Noon));
        Assert.Equal(2_000, capacity.Until(Noon.AddDays(6), Noon)); // into February
    }

    [Fact]
    public void A_window_of_a_day_without_an_end_is_not_had_twice_at_midnight()
    {
        var capacity = CapacityOf(new Limit(TimeSpan.FromHours(24)) { Requests = 100 });

        Assert.Equal(100, capacity.Until(Noon.AddHours(23), Noon));
        Assert.Equal(200, capacity.Until(Noon.AddHours(26), Noon));
    }

    [Fact]
    public void No_more_requests_to_a_model_are_under_way_than_it_may_have()
    {
        var capacity = CapacityOf(Some.Model() with { Parallel = 1 }, Free);

        Assert.Equal(1, capacity.AtOnce);
        Assert.Equal(6, capacity.Until(Noon.AddSeconds(60), Noon)); // ten seconds each, one after another
    }

    [Fact]
    public void An_account_whose_packs_are_half_as_large_takes_twice_as_long()
    {
        var whole = CapacityOf(new Limit((TimeSpan?)null) { Requests = 100 });

        Assert.Equal(
            Forecaster.FinishOf(80, [whole], Noon), Forecaster.FinishOf(40, [whole with { Share = 0.5 }], Noon));
    }

    [Fact]
    public void Where_tokens_bound_the_packs_of_a_model_its_share_is_smaller()
    {
        var large = Some.Model() with { Context = 131_072, MaxOutput = 16_000 };
        var small = large with { Id = "small", Limits = [new Limit(TimeSpan.FromSeconds(60)) { Tokens = 4_000 }] };
        var settings = new BatchSettings { PackIsAuto = true };
        var loads = new PackLoads(
            Some.Definition(), settings, [large, small], new LearnedPackStats([], []), tokensPerChunk: 324);

        Assert.InRange(loads.ShareOf([small]), 0.1, 0.8);
        Assert.InRange(loads.ShareOf([large]), 1.2, 1.9);
        Assert.InRange(loads.Weigh(small).Input + loads.Weigh(small).Output, 2_000, 4_000);
    }

    [Fact]
    public void An_account_that_wants_a_variable_is_a_change_worth_a_thought()
    {
        var known = CapacityOf(new Limit((TimeSpan?)null) { Requests = 10 });
        var more = CapacityOf(new Limit((TimeSpan?)null) { Requests = 1_000 });

        var changes = WhatIf.All(
            new Workload(400, PackGrowth.Steady(4)), [known], Noon, [("GROQ_API_KEY", [more])]);

        var change = Assert.Single(changes, change => change.Change == "with GROQ_API_KEY");
        Assert.Equal(Noon.Day, change.Outlook.P50!.Value.Day);
    }

    private static AccountCapacity CapacityOf(params Limit[] limits) =>
        CapacityOf(limits, scope => new ScopeState(scope, []));

    private static AccountCapacity CapacityOf(IReadOnlyList<Limit> limits, Func<LimitScope, ScopeState> stateOf)
    {
        var account = Some.Account() with { Day = California };
        return CapacityOf(Some.Model(account) with { Limits = limits }, stateOf);
    }

    private static ScopeState Free(LimitScope scope) => new(scope, []);

    private static AccountCapacity CapacityOf(Model model, Func<LimitScope, ScopeState> stateOf) =>
        AccountCapacity.Calculate(Assert.Single(AccountTier.Group([model])), stateOf, parallel: 32, _ => Request);
}
