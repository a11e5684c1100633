using System.Globalization;
using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Basics;

public sealed class CalendarWindowTests
{
    [Theory]
    [InlineData("America/Los_Angeles", "2026-03-08T12:00Z", "2026-03-08T08:00Z", 23)]
    [InlineData("America/Los_Angeles", "2026-11-01T12:00Z", "2026-11-01T07:00Z", 25)]
    [InlineData("America/Los_Angeles", "2026-11-29T07:59Z", "2026-11-28T08:00Z", 24)]
    [InlineData("America/Havana", "2026-11-01T12:00Z", "2026-11-01T04:00Z", 25)] // its midnight comes twice
    [InlineData("America/Santiago", "2026-09-06T12:00Z", "2026-09-06T04:00Z", 23)] // its midnight is skipped
    public void A_day_is_as_long_as_its_zone_has_it(string zone, string at, string start, int hours)
    {
        var window = new CalendarWindow(TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(At(start), window.StartOf(At(at)));
        Assert.Equal(At(start).AddHours(hours), window.EndOf(At(at)));
    }

    [Fact]
    public void A_month_begins_and_ends_where_its_zone_has_midnight()
    {
        var window = new CalendarWindow(TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), Monthly: true);

        Assert.Equal(new DateOnly(2026, 3, 1), window.DateOf(At("2026-04-01T06:59Z")));
        Assert.Equal(At("2026-03-01T08:00Z"), window.StartOf(At("2026-03-20T12:00Z")));
        Assert.Equal(At("2026-04-01T07:00Z"), window.EndOf(At("2026-03-20T12:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
