using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

public sealed class RetryWaitsTests
{
    [Fact]
    public void Waits_grow_from_a_second_to_an_hour_and_the_last_try_is_a_day_after_the_first()
    {
        var waits = Waits();

        Assert.Equal([1, 2, 4, 8, 16, 32], waits.Take(6).Select(wait => wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), waits.Max());
        Assert.Equal(TimeSpan.FromDays(1), waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait));
    }

    [Fact]
    public void What_failed_often_waits_no_longer_than_an_hour() =>
        Assert.Equal(TimeSpan.FromHours(1), RetryWaits.After(failed: int.MaxValue, TimeSpan.FromHours(2)));

    [Fact]
    public void What_has_been_tried_for_a_day_is_given_up() =>
        Assert.Null(RetryWaits.After(failed: 1, TimeSpan.FromDays(1)));

    private static List<TimeSpan> Waits()
    {
        var (waits, age) = (new List<TimeSpan>(), TimeSpan.Zero);
        while (RetryWaits.After(waits.Count + 1, age) is { } wait)
        {
            waits.Add(wait);
            age += wait;
        }

        return waits;
    }
}
