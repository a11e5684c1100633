using BulkExtractor.Calls;
using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

/// <summary>What every permit ledger learns from providers.</summary>
public abstract partial class PermitLedgerContract
{
    private static readonly LimitScope AutoDay = new(ScopeId.Parse("account b free per day"), 50) { Auto = true };
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    [Fact]
    public async Task The_providers_limit_of_a_day_holds_instead_of_the_standard_one()
    {
        var ledger = await CreateAsync(AutoDay);
        await AdvanceToAsync(Noon);

        var day = await ledger.ReconcileAsync(AutoDay.Id, new FreeDay(0, 4), Token);

        Assert.Equal(new DayUse(4, 0, 0), day);
        Assert.Equal(4, (await TakeAsync(ledger, 6, AutoDay)).Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task The_larger_count_of_a_day_holds_and_the_own_one_is_never_lowered()
    {
        var ledger = await CreateAsync(AutoDay);
        await AdvanceToAsync(Noon);
        await TakeAsync(ledger, 2, AutoDay);

        var ahead = await ledger.ReconcileAsync(AutoDay.Id, new FreeDay(3, 10), Token);
        var behind = await ledger.ReconcileAsync(AutoDay.Id, new FreeDay(1, 10), Token);

        Assert.Equal((new DayUse(10, 3, 1), new DayUse(10, 3, 0)), (ahead, behind));
    }

    [Fact]
    public async Task A_day_whose_number_the_pool_fixes_takes_the_providers_count_and_only_a_smaller_limit()
    {
        var ledger = await CreateAsync(PerDay);
        await AdvanceToAsync(Noon);
        await TakeAsync(ledger, 1, PerDay);

        var larger = await ledger.ReconcileAsync(PerDay.Id, new FreeDay(3, 1_000), Token);
        var smaller = await ledger.ReconcileAsync(PerDay.Id, new FreeDay(3, 4), Token);

        Assert.Equal((new DayUse(5, 3, 2), new DayUse(4, 3, 0)), (larger, smaller));
        Assert.Single(await TakeAsync(ledger, 2, PerDay), answer => answer.AttemptId is not null);
    }

    [Fact]
    public async Task What_was_learned_of_a_day_is_known_before_a_worker_declares_it_and_after()
    {
        var ledger = await CreateAsync();
        await AdvanceToAsync(Noon);
        await ledger.ReconcileAsync(AutoDay.Id, new FreeDay(37, 1_000), Token);

        await ledger.DeclareAsync(await AddWorkerAsync(), [AutoDay], Token);

        var use = Assert.Single(await ledger.ReadAsync([AutoDay.Id], Token));
        Assert.Equal((1_000, 37), (use.Requests, use.Used));
    }

    [Theory]
    [InlineData("00:00:19", false)]
    [InlineData("00:00:21", true)]
    [InlineData("23:59:57", true)]
    [InlineData("23:59:59", false)]
    public async Task A_report_that_may_be_of_another_day_is_not_adopted(string timeOfDay, bool adopted)
    {
        var ledger = await CreateAsync(AutoDay);
        await AdvanceToAsync(TimeSpan.Parse(timeOfDay));

        var day = await ledger.ReconcileAsync(AutoDay.Id, new FreeDay(49, 50), Token);

        Assert.Equal(adopted, day is not null);
        Assert.Equal(adopted ? 49 : 0, (await ledger.ReadAsync([AutoDay.Id], Token))[0].Used);
    }

    [Fact]
    public async Task A_refusal_that_tells_a_smaller_limit_is_believed_and_one_that_tells_a_larger_is_not()
    {
        var ledger = await CreateAsync(PerMinute);

        await ledger.PauseAsync(PerMinute.Id, Named(delay: Minute) with { Requests = 9 }, Token);
        var kept = (await ledger.ReadAsync([PerMinute.Id], Token))[0].Requests;
        await ledger.PauseAsync(PerMinute.Id, Named(delay: Minute) with { Requests = 2 }, Token);

        await AdvanceAsync(Minute);
        Assert.Equal(3, kept);
        Assert.Equal(2, (await TakeAsync(ledger, 3, PerMinute)).Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task What_a_refusal_told_holds_for_the_next_worker_until_the_pool_names_another_number()
    {
        var ledger = await CreateAsync(PerMinute);
        await ledger.PauseAsync(PerMinute.Id, Named(delay: Minute) with { Requests = 2 }, Token);

        var same = await ledger.DeclareAsync(await AddWorkerAsync(), [PerMinute], Token);

        Assert.Equal(2, Assert.Single(same).Requests);
        Assert.True((await ledger.ReadAsync([PerMinute.Id], Token))[0].Learned);
    }

    [Fact]
    public async Task A_limit_that_was_never_bounded_stays_so_whatever_a_refusal_tells()
    {
        var ledger = await CreateAsync(Model);

        await ledger.PauseAsync(Model.Id, Named(delay: Minute) with { Requests = 2 }, Token);

        Assert.Null((await ledger.ReadAsync([Model.Id], Token))[0].Requests);
    }

    [Fact]
    public async Task A_day_that_a_refusal_calls_spent_is_spent_whatever_was_counted()
    {
        var ledger = await CreateAsync(PerDay);
        await AdvanceToAsync(Noon);
        await TakeAsync(ledger, 1, PerDay);

        await ledger.PauseAsync(PerDay.Id, Named(delay: Minute) with { DaySpent = true }, Token);

        await AdvanceAsync(Minute);
        Assert.Equal(5, (await ledger.ReadAsync([PerDay.Id], Token))[0].Used);
        Assert.Null((await TakeAsync(ledger, PerDay)).AttemptId);
        await AdvanceToAsync(Noon);
        Assert.NotNull((await TakeAsync(ledger, PerDay)).AttemptId);
    }

    [Fact]
    public async Task A_limit_that_an_answer_names_is_adopted_and_raised_again_only_as_far_as_the_pool_says()
    {
        var ledger = await CreateAsync(PerMinute, Tokens);

        await LearnAsync(PerMinute, 2);
        Assert.Equal((2, true), await NumberOfAsync(PerMinute));
        await LearnAsync(PerMinute, 9);
        Assert.Equal((3, false), await NumberOfAsync(PerMinute));
        await LearnAsync(Tokens, 60);
        Assert.Equal((60, true), await NumberOfAsync(Tokens));
        Assert.Null((await TakeAsync(ledger, Weighing(30), Tokens)).RefusedBy);
        Assert.Equal(Tokens.Id, (await TakeAsync(ledger, Weighing(31), Tokens)).RefusedBy);

        Task LearnAsync(LimitScope scope, int limit) => ledger.LearnAsync(scope.Id, limit, Token);

        async Task<(int?, bool)> NumberOfAsync(LimitScope scope)
        {
            var use = (await ledger.ReadAsync([scope.Id], Token))[0];
            return (use.Requests ?? use.Tokens, use.Learned);
        }
    }

    [Fact]
    public async Task What_an_answer_named_of_tokens_holds_for_the_next_worker_too()
    {
        var ledger = await CreateAsync(Tokens);
        await ledger.LearnAsync(Tokens.Id, 60, Token);

        var smaller = await ledger.DeclareAsync(await AddWorkerAsync(), [Tokens], Token);

        Assert.Equal(60, Assert.Single(smaller).Tokens);
    }

    [Fact]
    public async Task A_day_of_which_the_provider_is_asked_learns_from_that_alone()
    {
        var ledger = await CreateAsync(AutoDay);

        await ledger.LearnAsync(AutoDay.Id, 7, Token);

        Assert.Equal(50, (await ledger.ReadAsync([AutoDay.Id], Token))[0].Requests);
    }
}
