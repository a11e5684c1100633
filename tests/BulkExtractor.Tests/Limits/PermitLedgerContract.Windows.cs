using BulkExtractor.Basics;
using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

/// <summary>What every permit ledger does where a clock or a calendar says when a window ends.</summary>
public abstract partial class PermitLedgerContract
{
    private static readonly TimeZoneInfo California = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private static readonly LimitScope ClockMinute =
        new(ScopeId.Parse("account a free per minute"), 3, Minute) { Aligned = true };

    private static readonly LimitScope DayThere =
        new(ScopeId.Parse("model a m per day"), 2) { Calendar = new CalendarWindow(California) };

    private static readonly LimitScope Month =
        new(ScopeId.Parse("account a group all per month"), 2)
        {
            Calendar = new CalendarWindow(California, Monthly: true),
        };

    private static readonly LimitScope Input =
        new(ScopeId.Parse("model a m input_tokens per 60s"), null, Minute, Moment)
        {
            Tokens = 100,
            Counted = CountedTokens.Input,
        };

    [Fact]
    public async Task A_minute_of_the_clock_begins_anew_when_the_clock_says_so()
    {
        var ledger = await CreateAsync(ClockMinute);
        await AdvanceToAsync(new TimeSpan(10, 0, 50));
        await TakeAsync(ledger, 3, ClockMinute);

        var refused = await TakeAsync(ledger, ClockMinute);

        Assert.Equal((ClockMinute.Id, TimeSpan.FromSeconds(12)), (refused.RefusedBy, refused.Wait));
        Assert.Equal(3, (await ledger.ReadAsync([ClockMinute.Id], Token))[0].Used);
        await AdvanceAsync(TimeSpan.FromSeconds(12));
        Assert.Equal(0, (await ledger.ReadAsync([ClockMinute.Id], Token))[0].Used);
        Assert.Equal(3, (await TakeAsync(ledger, 4, ClockMinute)).Count(answer => answer.AttemptId is not null));
    }

    [Theory]
    [InlineData("10:00:57.9", true)]
    [InlineData("10:00:58", false)]
    [InlineData("10:01:01.9", false)]
    [InlineData("10:01:02", true)]
    public async Task Nothing_of_a_minute_is_granted_close_to_its_end(string timeOfDay, bool granted)
    {
        var ledger = await CreateAsync(ClockMinute);
        await AdvanceToAsync(TimeSpan.Parse(timeOfDay));

        Assert.Equal(granted, (await TakeAsync(ledger, ClockMinute)).AttemptId is not null);
    }

    [Fact]
    public async Task A_day_that_is_spent_opens_again_after_midnight_where_the_account_is()
    {
        var ledger = await CreateAsync(DayThere);
        await AdvanceToAsync(TimeSpan.FromHours(20)); // noon there, in winter
        await TakeAsync(ledger, 2, DayThere);

        var refused = await TakeAsync(ledger, DayThere);

        Assert.Equal(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(2), refused.Wait);
        await AdvanceAsync(refused.Wait!.Value);
        Assert.NotNull((await TakeAsync(ledger, DayThere)).AttemptId);
    }

    [Fact]
    public async Task A_month_that_is_spent_opens_again_on_its_first_day()
    {
        var ledger = await CreateAsync(Month);
        await AdvanceToAsync(TimeSpan.FromHours(20)); // of 28 January
        await TakeAsync(ledger, 2, Month);
        await AdvanceAsync(TimeSpan.FromDays(3));

        var refused = await TakeAsync(ledger, Month);

        Assert.Equal((Month.Id, TimeSpan.FromHours(12) + TimeSpan.FromSeconds(2)), (refused.RefusedBy, refused.Wait));
        await AdvanceAsync(refused.Wait!.Value);
        Assert.NotNull((await TakeAsync(ledger, Month)).AttemptId);
    }

    [Fact]
    public async Task A_request_weighs_in_each_scope_what_counts_there_and_is_settled_so()
    {
        var ledger = await CreateAsync(Input, Tokens);
        var taken = await TakeWeighingAsync(ledger, [60, 90], Input, Tokens);
        Assert.Equal([60, 90], await UsedAsync());

        await ledger.SettleAsync(taken.AttemptId!.Value, new RequestUse(70, null) { Weights = [50, 70] }, Token);

        Assert.Equal([50, 70], await UsedAsync());
        Assert.Equal(Tokens.Id, (await TakeWeighingAsync(ledger, [50, 31], Input, Tokens)).RefusedBy);
        Assert.Equal(Input.Id, (await TakeWeighingAsync(ledger, [51, 30], Input, Tokens)).RefusedBy);
        Assert.NotNull((await TakeWeighingAsync(ledger, [50, 30], Input, Tokens)).AttemptId);

        async Task<IEnumerable<int>> UsedAsync()
        {
            var uses = await ledger.ReadAsync([Input.Id, Tokens.Id], Token);
            return new[] { Input.Id, Tokens.Id }.Select(id => uses.Single(use => use.Id == id).Used);
        }
    }

    private static Task<PermitAnswer> TakeWeighingAsync(
        IPermitLedger ledger, IReadOnlyList<int> weights, params LimitScope[] scopes) =>
        ledger.TakeAsync(
            new PermitRequest(1, 1, "a", "m", [.. scopes.Select(scope => scope.Id)], [], []) { Weights = weights },
            Token);
}
