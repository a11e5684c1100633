namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>What it promises of jobs that recur.</summary>
public abstract partial class BackgroundJobsContract
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Tokyo")]
    public async Task A_cron_counts_in_its_time_zone(string zone)
    {
        var process = await OpenAsync(new ScriptedWork());
        var timeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);

        await process.Jobs.RunOnCronAsync(Job("nightly", ""), "30 2 * * *", timeZone, Token);

        var state = Assert.Single(await process.Jobs.ListAsync(Token));
        Assert.Equal("30 2 * * *", state.Cron);
        Assert.Equal(new TimeSpan(2, 30, 0), TimeZoneInfo.ConvertTime(state.NextAt!.Value, timeZone).TimeOfDay);
    }

    [Fact]
    public async Task Sunday_is_day_0_as_in_Unix()
    {
        var process = await OpenAsync(new ScriptedWork());

        await process.Jobs.RunOnCronAsync(Job("weekly", ""), "0 0 * * 0", TimeZoneInfo.Utc, Token);

        var state = Assert.Single(await process.Jobs.ListAsync(Token));
        Assert.Equal(DayOfWeek.Sunday, state.NextAt!.Value.UtcDateTime.DayOfWeek);
    }

    [Fact]
    public async Task A_day_that_never_comes_is_refused_and_nothing_of_it_kept()
    {
        var process = await OpenAsync(new ScriptedWork());

        var error = await Assert.ThrowsAsync<InputException>(
            () => process.Jobs.RunOnCronAsync(Job("never", ""), "0 2 31 2 *", TimeZoneInfo.Utc, Token));

        Assert.Contains("never does", error.Message, StringComparison.Ordinal);
        Assert.Empty(await process.Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task The_same_id_again_replaces_the_schedule()
    {
        var process = await OpenAsync(new ScriptedWork());
        await process.Jobs.RunOnCronAsync(Job("nightly", "old"), "0 2 * * *", TimeZoneInfo.Utc, Token);

        await process.Jobs.RunOnCronAsync(Job("nightly", "new"), "0 3 * * *", TimeZoneInfo.Utc, Token);

        var state = Assert.Single(await process.Jobs.ListAsync(Token));
        Assert.Equal(("new", "0 3 * * *"), (state.Job.Argument, state.Cron));
        Assert.Equal(3, state.NextAt!.Value.UtcDateTime.Hour);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("0 0 2 * * ?")]
    [InlineData("61 2 * * *")]
    [InlineData("0 2 13 * FRI")]
    public async Task What_is_no_cron_is_refused(string cron)
    {
        var process = await OpenAsync(new ScriptedWork());

        var error = await Assert.ThrowsAsync<InputException>(
            () => process.Jobs.RunOnCronAsync(Job("nightly", ""), cron, TimeZoneInfo.Utc, Token));

        Assert.Contains(cron, error.Message, StringComparison.Ordinal);
    }
}
