using BulkExtractor.BackgroundJobs;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class HangfireHistoryTests(TestCluster cluster) : EngineTest(cluster)
{
    [Fact]
    public async Task A_run_is_told_with_what_it_did()
    {
        var engine = await StartAsync();

        Enqueue(engine, 42);

        var run = await RunAsync(engine.Jobs, "done");
        Assert.Equal(("42 done", null, Environment.MachineName.ToLowerInvariant()), (run.Result, run.Reason, run.Host));
        Assert.InRange(run.EndedAt!.Value - run.StartedAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_run_that_failed_is_told_with_its_reason()
    {
        var engine = await StartAsync(new Script((_, _) => throw new InvalidOperationException("out of ink")));

        Enqueue(engine, 42);

        Assert.Equal("out of ink", (await RunAsync(engine.Jobs, "failed")).Reason);
    }

    [Fact]
    public async Task A_run_goes_on_until_its_process_is_gone_and_is_lost_then()
    {
        var engine = await StartAsync(new Script((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token)));
        Enqueue(engine, 42);
        Assert.Null((await RunAsync(engine.Jobs, "running")).EndedAt);

        // As a process that is killed leaves it, and nobody was there since.
        await Database.ExecuteAsync("update hangfire.server set id = 'another'");

        var run = await RunAsync(engine.Jobs, "lost");
        Assert.Equal("its process ended before it was done", run.Reason);
    }

    private static async Task<JobExecution> RunAsync(IBackgroundJobs history, string outcome)
    {
        JobExecution? found = null;
        await UntilAsync($"a run is {outcome}", async () =>
            (found = (await history.ListRunsAsync(Token)).FirstOrDefault(run => run.Outcome == outcome)) is not null);
        return found!;
    }
}
