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

    [Theory]
    [InlineData("0 2 13 * FRI")]
    [InlineData("0 2 */13,27 * 5")]
    public async Task A_day_of_the_month_and_one_of_the_week_mean_either_as_in_Unix(string cron)
    {
        var process = await OpenAsync(new ScriptedWork());
        var now = TimeProvider.System.GetUtcNow();
        int[] days = cron.Contains("13,", StringComparison.Ordinal) ? [1, 14, 27] : [13];

        await process.Jobs.RunOnCronAsync(Job("unlucky", ""), cron, TimeZoneInfo.Utc, Token);

        var expected = Enumerable.Range(0, 40)
            .Select(ahead => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(ahead).AddHours(2))
            .First(at => at > now && (at.DayOfWeek == DayOfWeek.Friday || days.Contains(at.Day)));
        var state = Assert.Single(await process.Jobs.ListAsync(Token));
        Assert.Equal((cron, expected), (state.Cron, state.NextAt!.Value));
        await process.Jobs.CancelAsync("unlucky", Token);
        Assert.Empty(await process.Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task A_day_that_never_comes_is_refused_and_nothing_of_it_kept()
    {
        var process = await OpenAsync(new ScriptedWork());

        var error = await Assert.ThrowsAsync<InputException>(
            () => process.Jobs.RunOnCronAsync(Job("never", ""), "0 2 31 2 *", TimeZoneInfo.Utc, Token));

        Assert.Contains("never comes", error.Message, StringComparison.Ordinal);
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
    public async Task What_is_no_cron_is_refused(string cron)
    {
        var process = await OpenAsync(new ScriptedWork());

        var error = await Assert.ThrowsAsync<InputException>(
            () => process.Jobs.RunOnCronAsync(Job("nightly", ""), cron, TimeZoneInfo.Utc, Token));

        Assert.Contains(cron, error.Message, StringComparison.Ordinal);
    }
}
