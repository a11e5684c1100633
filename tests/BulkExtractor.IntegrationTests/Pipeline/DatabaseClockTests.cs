using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Pipeline;

/// <summary>A worker whose database's clock is set.</summary>
public sealed class DatabaseClockTests(TestCluster cluster) : PipelineTests(cluster)
{
    [Fact(Timeout = Timeout)]
    public async Task One_that_is_set_back_is_what_the_batch_waits_for_until_it_is_right_again()
    {
        var batch = await AddAsync(documents: 3, pack: 3);
        await SetAsync("- interval '1 hour'");

        await StartAsync(Model("only"));

        var waiting = await ProgressAsync(batch, progress => progress.State == "waiting");
        Assert.StartsWith("the database's clock, which was set back", waiting.WaitingFor, StringComparison.Ordinal);
        await SetAsync("");
        Assert.Null((await FinishAsync(batch)).WaitingFor);
    }

    [Fact(Timeout = Timeout)]
    public async Task One_that_is_set_forward_again_wakes_whoever_was_refused_by_it()
    {
        var oneAtATime = new Limit(TimeSpan.FromSeconds(1)) { Requests = 1 };
        var batch = await AddAsync(documents: 3, pack: 1);
        // A model that never answered is asked one thing at a time: the others come when the clock is set.
        Client.Hold();
        await StartAsync(Model("only") with { Limits = [oneAtATime] });
        await Client.AskedAsync(1, Token);

        await SetAsync("- interval '1 hour'");
        Client.Release();
        await ProgressAsync(batch, progress => progress is { State: "waiting", WaitingFor: { } reason }
            && reason.StartsWith("the database's clock, which was set back", StringComparison.Ordinal));
        await SetAsync("");

        Assert.Equal(3, (await FinishAsync(batch)).Extracted);
    }

    private Task SetAsync(string shift) => Shop.ExecuteAsync(
        $"""
        create or replace function bulk.clock() returns timestamptz language sql volatile
        as $$ select clock_timestamp() {shift} $$
        """);
}
