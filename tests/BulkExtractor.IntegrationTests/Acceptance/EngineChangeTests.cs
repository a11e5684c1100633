using BulkExtractor.Cli.Work;
using BulkExtractor.IntegrationTests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class EngineChangeTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Another")]
    [InlineData(null)] // as after a submission that died before it asked for anything
    public async Task A_batch_that_this_engine_was_never_asked_to_split_is_split(string? before)
    {
        await using var site = await OpenAsync();
        var workshop = site.Workshop;
        var batch = await workshop.SubmitAsync(site.Orders, site.Pool);
        await using (var jobs = await OpenJobsAsync(workshop)) await jobs.CancelAsync($"split-{batch}", Token);
        if (before is not null) await NoteAsync(workshop, before);

        await using var worker = workshop.Start("worker");

        await Until.TrueAsync("the batch has ended", () => workshop.HasEndedAsync(batch));
        await workshop.AssertExtractedAsync(site.Orders, batch);
        Assert.Equal(BackgroundJobsEngine.Name, await workshop.Database.ReadAsync<string>(
            "select name from bulk.background_engine"));
    }

    [Theory]
    [InlineData("Another", false)]
    [InlineData(null, true)]
    public async Task What_an_engine_holds_from_before_another_one_ran_is_forgotten(string? between, bool kept)
    {
        await using var site = await OpenAsync();
        var workshop = site.Workshop;
        await using var jobs = await OpenJobsAsync(workshop);
        await jobs.RunOnCronAsync(new("nightly-gone", "nightly", "/gone"), "0 2 * * *", TimeZoneInfo.Utc, Token);
        await jobs.RunOnceAsync(new("late", "leftovers", ""), TimeProvider.System.GetUtcNow().AddHours(1), Token);
        await NoteAsync(workshop, between ?? BackgroundJobsEngine.Name);

        await using var worker = workshop.Start("worker");
        await Until.TrueAsync("the rounds are registered", () => EngineTables.RecursAsync(workshop.Database, "rounds"));

        var ids = (await jobs.ListAsync(Token)).Select(state => state.Job.Id).ToList();
        Assert.Equal((kept, kept), (ids.Contains("nightly-gone"), ids.Contains("late")));
        Assert.Contains("housekeeping", ids);
    }

    [Fact]
    public async Task While_workers_with_another_engine_are_there_nothing_is_begun()
    {
        await using var workshop = await Workshop.OpenAsync(cluster);
        await workshop.Database.ExecuteAsync(
            "insert into bulk.workers (host, process_id, accounts, engine) values ('far', 1, '{}', 'Another')");

        var ended = (await workshop.RunAsync("worker", "--simulate")).With(2);

        Assert.Contains("do so with Another: stop them", ended.Errors, StringComparison.Ordinal);
        Assert.Equal((0, 1), (
            await workshop.CountAsync("background_engine", "true"), await workshop.CountAsync("workers", "true")));
    }

    private Task<SimulatedSite> OpenAsync() =>
        SimulatedSite.OpenAsync(cluster, 20, PoolText.FourModels(account: 100, model: 60));

    private static Task<BulkExtractor.BackgroundJobs.IBackgroundJobsEngine> OpenJobsAsync(Workshop workshop) =>
        BackgroundJobsEngine.OpenAsync(workshop.Database.DataSource, [], NullLoggerFactory.Instance, Token);

    private static Task NoteAsync(Workshop workshop, string engine) => workshop.Database.ExecuteAsync(
        $"insert into bulk.background_engine (name) values ('{engine}') "
        + "on conflict (one) do update set name = excluded.name");
}
