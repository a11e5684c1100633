using BulkExtractor.Forecasting;
using BulkExtractor.Submissions;

namespace BulkExtractor.Tests.Submissions;

public sealed class EndOfDayRetryTests
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 27, 23, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public void A_retry_fits_what_is_left_of_the_day_after_those_before_it(int spent, bool fits) =>
        Assert.Equal(fits, EndOfDayRetry.FitsToday(Retry(8, new AccountCapacity("a", 50, 10, [], 1)), spent));

    [Fact]
    public void Where_no_day_binds_nothing_is_left_over() =>
        Assert.False(EndOfDayRetry.FitsToday(Retry(1, new AccountCapacity("a", null, 0, [], 1)), 0));

    private static ForecastDetails Retry(int requests, AccountCapacity account) => new(
        new Workload(requests, PackGrowth.Steady(1)), [account], new Forecast(requests, Evening, Evening));
}
