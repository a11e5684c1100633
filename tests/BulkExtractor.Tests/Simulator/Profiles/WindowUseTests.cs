using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Tests.Simulator.Profiles;

public sealed class WindowUseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rolling_window_has_room_again_when_enough_has_left_it()
    {
        var use = ProfileWindow.Minute.Open(10);
        use.Add(4, Noon);
        use.Add(5, Noon.AddSeconds(20));

        Assert.Equal(Noon.AddSeconds(30), use.FitsAt(1, 10, Noon.AddSeconds(30)));
        Assert.Equal(Noon.AddSeconds(60), use.FitsAt(5, 10, Noon.AddSeconds(30)));
        Assert.Equal(Noon.AddSeconds(80), use.FitsAt(6, 10, Noon.AddSeconds(30)));
    }

    [Fact]
    public void What_was_reserved_too_much_is_free_once_the_answer_tells()
    {
        var use = ProfileWindow.Minute.Open(10);
        var reserved = use.Add(9, Noon);

        use.Change(reserved, 3);

        Assert.Equal(3, use.At(Noon));
    }

    [Fact]
    public void A_bucket_fills_up_steadily()
    {
        var use = ProfileWindow.Bucket(TimeSpan.FromMinutes(1)).Open(60);
        use.Add(60, Noon);

        Assert.Equal(50, use.At(Noon.AddSeconds(10)));
        Assert.Equal(Noon.AddSeconds(20), use.FitsAt(20, 60, Noon.AddSeconds(10)));
    }

    [Fact]
    public void The_clocks_minute_ends_with_the_clocks()
    {
        var use = ProfileWindow.ClockMinute.Open(1);
        use.Add(1, Noon.AddSeconds(59));

        Assert.Equal(Noon.AddSeconds(60), use.FitsAt(1, 1, Noon.AddSeconds(59.5)));
        Assert.Equal(0, use.At(Noon.AddSeconds(60)));
    }

    [Theory]
    [InlineData("2026-03-08T20:00Z", "2026-03-09T07:00Z")] // the day on which summer time begins there
    [InlineData("2026-03-08T07:30Z", "2026-03-08T08:00Z")]
    [InlineData("2026-11-01T07:30Z", "2026-11-02T08:00Z")] // and on which it ends
    public void A_day_ends_at_midnight_in_its_zone(string now, string end)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        var at = DateTimeOffset.Parse(now, null);
        var use = ProfileWindow.Day(zone).Open(1);
        use.Add(1, at);

        Assert.Equal(DateTimeOffset.Parse(end, null), use.FitsAt(1, 1, at));
    }

    [Fact]
    public void A_month_ends_with_the_calendars()
    {
        var use = ProfileWindow.Month.Open(1);
        use.Add(1, Noon);

        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), use.FitsAt(1, 1, Noon));
    }
}
