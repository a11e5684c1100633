using BulkExtractor.Forecasting;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class UsageTests(TestCluster cluster) : QueueTests(cluster)
{
    private PostgresAttemptHistory History => new(Shop.Database);

    [Fact]
    public async Task A_batch_tells_tokens_and_cost_by_model_and_keeps_their_sums_when_requests_are_removed()
    {
        var batch = await Shop.AddAsync(3);
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([.. chunks.Take(2)], _ => "x");
        await Shop.RecordAsync([chunks[2]], _ => "x");
        await TakeAsync();

        var before = await History.ReadUsageAsync(batch, Token);

        Assert.Equal(Expected(requests: 2), before.Total);
        Assert.All(before.Models, model => Assert.NotNull(model.Model));
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(100));
        await Shop.KeepHouseAsync();
        var after = await History.ReadUsageAsync(batch, Token);
        Assert.Equal(before.Total with { Rows = 0 }, after.Total);
        Assert.Null(Assert.Single(after.Models).Model);
    }

    [Fact]
    public async Task What_earlier_results_saved_is_counted_by_the_requests_that_brought_them()
    {
        await Shop.RecordAsync(await Shop.LeaseAsync(await Shop.AddAsync("a", "b", "c", "d")), _ => "x");
        var again = await Shop.AddAsync("a", "b", "c", "d");

        var usage = await History.ReadUsageAsync(again, Token);

        Assert.Equal(0.25, usage.RequestsPerCached!.Value, 6);
        Assert.Equal(1, usage.SavedRequests(await Shop.ProgressAsync(again)));
    }

    [Fact]
    public async Task A_span_of_days_holds_those_that_were_summed_up_and_todays_requests_once_each()
    {
        await EndAsync("x");
        await TakeAsync();
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await Shop.KeepHouseAsync();
        await EndAsync("x");
        await TakeAsync();

        var span = await History.ReadSpanAsync(30, Token);

        Assert.Equal(Expected(requests: 2) with { Rows = 2 }, span.Total);
        Assert.Equal([1L, 1L], span.ByDay.Select(day => day.Usage.Requests));
        Assert.Equal(TimeSpan.FromDays(3), span.ByDay[1].Day - span.ByDay[0].Day);
        Assert.Equal(2, Assert.Single(span.Accounts).Usage.Requests);
        Assert.Equal(2, Assert.Single(span.Models).Usage.Requests);
        Assert.Equal(2, Assert.Single(span.Jobs).Usage.Requests);
        Assert.Equal(1, (await History.ReadSpanAsync(3, Token)).Total.Requests);
    }

    [Fact]
    public async Task What_wasted_requests_is_told_by_cause_also_of_days_that_were_summed_up()
    {
        var batch = await Shop.AddAsync(2);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, limit: 1), _ => null);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await Shop.KeepHouseAsync();
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, limit: 1), _ => null);
        await Shop.ExecuteAsync("update bulk.attempts set failure = 'ModelPaused' where attempt_id = 2");

        var span = await History.ReadSpanAsync(7, Token);

        Assert.Equal(
            [("model_paused", 1), ("unreadable", 1)],
            span.Waste.Select(wasted => (wasted.Kind, wasted.Requests)).Order());
        Assert.Equal((2, 2), (span.Total.Requests, span.Total.Wasted));
    }

    private async Task EndAsync(string text) =>
        await Shop.RecordAsync(
            await Shop.LeaseAsync(await Shop.AddAsync($"{text} {Guid.NewGuid()}")), _ => "x");

    // What the provider would have told of each request.
    private Task TakeAsync() => Shop.ExecuteAsync(
        "update bulk.attempts set prompt_tokens = 100, completion_tokens = 20, thought_tokens = 5, cost = 0.25");

    private static Usage Expected(int requests) => new()
    {
        Requests = requests,
        Rows = 3,
        PromptTokens = 100 * requests,
        CompletionTokens = 20 * requests,
        ThoughtTokens = 5 * requests,
        Cost = 0.25m * requests,
    };
}
