using BulkExtractor.Basics;
using Cronos;

namespace BulkExtractor.Tests.Basics;

public sealed class CronTests
{
    [Theory]
    [InlineData("0 2 * * *")]
    [InlineData("0\t2 * *\t*")]
    [InlineData("*/5 * * * *")]
    [InlineData("0,30 8-18 * * MON-FRI")]
    [InlineData("0 0 1,15 jan *")]
    [InlineData("59 23 31 12 *")]
    [InlineData("0 0 * jan 0,7")]
    [InlineData("10-40/10 2 * * *")]
    public void What_is_allowed_the_library_takes(string cron)
    {
        Assert.Null(Cron.Allowed(cron));
        Assert.True(CronExpression.TryParse(cron, out _));
    }

    [Theory]
    [InlineData("0\t2 * *\t*")]
    [InlineData(" 0  2 * * * ")]
    [InlineData("0 2\n* *\r\n*")]
    [InlineData("0\u00A02 * * *")]
    public void Any_blanks_part_the_fields(string cron)
    {
        Assert.Null(Cron.Allowed(cron));
        Assert.Equal("0 2 * * *", Cron.WithBlanks(cron));
    }

    [Theory]
    [InlineData("0 2 * *", "five fields")]
    [InlineData("@daily", "five fields")]
    [InlineData("60 2 * * *", "Minutes: Value must be a number between 0 and 59")]
    [InlineData("0 24 * * *", "Hours: Value must be a number between 0 and 23")]
    [InlineData("0 2 0 * *", "Days of month: ")]
    [InlineData("0 2 * 13 *", "Months: ")]
    [InlineData("0 2 * * 8", "Days of week: ")]
    [InlineData("x 2 * * *", "Minutes: ")]
    [InlineData("*/0 2 * * *", "Minutes: ")]
    [InlineData("1,,2 2 * * *", "Minutes: ")]
    [InlineData("-1 2 * * *", "Minutes: ")]
    [InlineData("0 2 */13,27 * *", "Days of month: ")]
    [InlineData("0 2 13 * FRI", "a day of the month or a day of the week, not both")]
    [InlineData("0 2 */2 * MON", "a day of the month or a day of the week, not both")]
    [InlineData("0 2 31 2 *", "a day that comes")]
    public void What_is_wrong_is_told_by_its_field(string cron, string expected) =>
        Assert.StartsWith(expected, Cron.Allowed(cron));
}
