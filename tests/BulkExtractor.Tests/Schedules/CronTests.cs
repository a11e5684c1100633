using BulkExtractor.Schedules;
using Cronos;

namespace BulkExtractor.Tests.Schedules;

public sealed class CronTests
{
    [Theory]
    [InlineData("0 2 * * *")]
    [InlineData("*/5 * * * *")]
    [InlineData("0,30 8-18 * * MON-FRI")]
    [InlineData("0 0 1,15 jan 0")]
    [InlineData("59 23 31 12 7")]
    [InlineData("10-40/10 2 * * *")]
    public void What_is_allowed_the_library_takes(string cron)
    {
        Assert.Null(Cron.Allowed(cron));
        Assert.True(CronExpression.TryParse(cron, out _));
    }

    [Theory]
    [InlineData("0 2 * *", "five fields")]
    [InlineData("@daily", "five fields")]
    [InlineData("60 2 * * *", "as minute *, 0 to 59")]
    [InlineData("0 24 * * *", "as hour *, 0 to 23")]
    [InlineData("0 2 0 * *", "as day *, 1 to 31")]
    [InlineData("0 2 * 13 *", "as month *, 1 to 12")]
    [InlineData("0 2 * * 8", "as day of the week *, 0 to 7")]
    [InlineData("0 2 L * *", "as day")]
    [InlineData("x 2 * * *", "as minute")]
    [InlineData("*/0 2 * * *", "as minute")]
    [InlineData("1,,2 2 * * *", "as minute")]
    [InlineData("-1 2 * * *", "as minute")]
    [InlineData("0 2 */13,27 * *", "as day")]
    [InlineData("0 2 13 * FRI", "a day of the month or a day of the week, not both")]
    [InlineData("0 2 */2 * MON", "a day of the month or a day of the week, not both")]
    [InlineData("0 2 31 2 *", "a day that comes")]
    public void What_is_wrong_is_told_by_its_field(string cron, string expected) =>
        Assert.StartsWith(expected, Cron.Allowed(cron));
}
