using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.IntegrationTests.Database;
using Hangfire;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>What is asked for, as Hangfire keeps it.</summary>
public sealed class AskedJobsTests(TestCluster cluster) : EngineTest(cluster)
{
    [Fact]
    public async Task Those_that_nobody_is_at_are_asked_for_once()
    {
        var engine = await OpenAsync();
        await engine.Jobs.SplitAsync(1, Token);

        await engine.Jobs.EnsureSplitsAsync([1, 2], atOnce: false, Token);
        await engine.Jobs.EnsureSplitsAsync([1, 2], atOnce: true, Token);
        await engine.Jobs.EnsureInboxesAsync([1], Token);
        await engine.Jobs.EnsureInboxesAsync([1], Token);

        Assert.Equal(["inbox-1", "split-1", "split-2"], await IdsAsync(engine.Jobs));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_try_that_comes_later_is_brought_forward_where_that_is_asked_for(bool atOnce)
    {
        var engine = await OpenAsync();
        engine.Client.Schedule<SplitJob>(job => job.Run(4, CancellationToken.None), TimeSpan.FromHours(1));

        await engine.Jobs.EnsureSplitsAsync([4], atOnce, Token);

        var state = Assert.Single(await engine.Jobs.ListJobsAsync(Token));
        Assert.Equal(atOnce, state.NextAt < TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Open_runs_are_looked_after_once_however_often_that_is_asked_for()
    {
        var engine = await OpenAsync();

        foreach (var _ in Enumerable.Range(0, 3))
            await engine.Jobs.LookAfterRunsAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(["upkeep-runs"], await IdsAsync(engine.Jobs));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Tokyo")]
    public async Task A_cron_counts_in_its_time_zone(string zone)
    {
        var engine = await OpenAsync();
        var schedule = new RegisteredSchedule("invoices", "/srv/jobs/invoices", "30 2 * * *", zone);

        await engine.Jobs.ScheduleAsync(schedule, Token);

        var listed = Assert.Single(await engine.Jobs.ListSchedulesAsync(Token));
        Assert.Equal(schedule, listed with { NextAt = null });
        Assert.Equal(
            new TimeSpan(2, 30, 0),
            TimeZoneInfo.ConvertTime(listed.NextAt!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone)).TimeOfDay);
        Assert.Equal(["nightly-invoices"], await IdsAsync(engine.Jobs));
    }

    [Fact]
    public async Task A_schedule_is_replaced_by_the_next_one_of_its_job_and_forgotten_when_it_is_taken_back()
    {
        var engine = await OpenAsync();
        var schedule = new RegisteredSchedule("invoices", "/srv/jobs/invoices", "0 2 * * *", "Etc/UTC");
        await engine.Jobs.ScheduleAsync(schedule, Token);

        await engine.Jobs.ScheduleAsync(schedule with { Cron = "0 3 * * 0", Folder = "/elsewhere" }, Token);

        var listed = Assert.Single(await engine.Jobs.ListSchedulesAsync(Token));
        Assert.Equal(("/elsewhere", 3, DayOfWeek.Sunday), (
            listed.Folder, listed.NextAt!.Value.Hour, listed.NextAt.Value.UtcDateTime.DayOfWeek));
        await engine.Jobs.UnscheduleAsync("invoices", Token);
        await engine.Jobs.UnscheduleAsync("unknown", Token);
        Assert.Empty(await engine.Jobs.ListSchedulesAsync(Token));
    }

    private static async Task<IEnumerable<string>> IdsAsync(IBackgroundJobs history) =>
        (await history.ListJobsAsync(Token)).Select(job => job.Id);
}
