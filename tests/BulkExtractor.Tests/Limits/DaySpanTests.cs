using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public sealed class DaySpanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 23, 0, 0, TimeSpan.FromHours(-5));

    [Theory]
    [InlineData(24, 24, 50, 0)]
    [InlineData(25, 24, 50, 1)]
    [InlineData(74, 24, 50, 1)]
    [InlineData(75, 24, 50, 2)]
    [InlineData(1, 0, 1, 1)]
    public void Requests_that_do_not_fit_into_today_take_further_days(int requests, int left, int perDay, int days) =>
        Assert.Equal(days, new DaySpan(requests, left, perDay).FurtherDays);

    [Fact]
    public void It_says_when_the_batch_goes_on_and_ends_by_utc()
    {
        Assert.Null(new DaySpan(24, 24, 50).Describe(Now));
        Assert.Equal(
            "It needs about 120 requests and 24 of 50 are left today: it goes on at 2026-11-24 00:00 UTC, "
                + "the last of them on 2026-11-25.",
            new DaySpan(120, 24, 50).Describe(Now));
    }
}
