using System.Globalization;
using Cronos;

namespace BulkExtractor.Tests.Schedules;

/// <summary>When a schedule runs next, by the library that is in Hangfire too.</summary>
public sealed class NextRunTests
{
    [Theory]
    // Berlin leaves out 02:00 to 03:00 on 2026-03-29: a run of that hour comes at once when it is over, once.
    [InlineData("30 2 * * *", "Europe/Berlin",
        "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00")]
    [InlineData("0 2 * * *", "Europe/Berlin",
        "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00")]
    [InlineData("0 3 * * *", "Europe/Berlin",
        "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00")]
    [InlineData("30 2 29 3 *", "Europe/Berlin",
        "2026-01-01T00:00+01:00", "2026-03-29T03:00+02:00", "2027-03-29T02:30+02:00")]
    // It has 02:00 to 03:00 twice on 2026-10-25: a run of that hour comes the first time only.
    [InlineData("30 2 * * *", "Europe/Berlin",
        "2026-10-24T12:00+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00")]
    [InlineData("0 2 * * *", "Europe/Berlin",
        "2026-10-24T12:00+02:00", "2026-10-25T02:00+02:00", "2026-10-26T02:00+01:00")]
    // New York leaves out 02:00 to 03:00 on 2026-03-08 and has 01:00 to 02:00 twice on 2026-11-01.
    [InlineData("15 2 * * *", "America/New_York",
        "2026-03-07T12:00-05:00", "2026-03-08T03:00-04:00", "2026-03-09T02:15-04:00")]
    [InlineData("15 1 * * *", "America/New_York",
        "2026-10-31T12:00-04:00", "2026-11-01T01:15-04:00", "2026-11-02T01:15-05:00")]
    // Lord Howe leaves out half an hour; Tokyo and UTC none.
    [InlineData("15 2 * * *", "Australia/Lord_Howe",
        "2026-10-03T12:00+10:30", "2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00")]
    [InlineData("30 2 * * *", "Asia/Tokyo",
        "2026-03-28T12:00+09:00", "2026-03-29T02:30+09:00", "2026-03-30T02:30+09:00")]
    // The leap day, and the years without one; 2100 is none.
    [InlineData("0 2 29 2 *", "Etc/UTC", "2026-01-01T00:00Z", "2028-02-29T02:00Z", "2032-02-29T02:00Z")]
    [InlineData("0 2 29 2 *", "Etc/UTC", "2096-03-01T00:00Z", "2104-02-29T02:00Z", "2108-02-29T02:00Z")]
    [InlineData("0 2 * * *", "Europe/Berlin",
        "2028-02-28T12:00+01:00", "2028-02-29T02:00+01:00", "2028-03-01T02:00+01:00")]
    // The ends of months and of the year.
    [InlineData("0 2 31 * *", "Etc/UTC", "2026-01-31T02:00Z", "2026-03-31T02:00Z", "2026-05-31T02:00Z")]
    [InlineData("0 0 1 * *", "Etc/UTC", "2026-12-31T23:59Z", "2027-01-01T00:00Z", "2027-02-01T00:00Z")]
    [InlineData("0 2 * * *", "Etc/UTC", "2026-12-31T12:00Z", "2027-01-01T02:00Z", "2027-01-02T02:00Z")]
    // 0 and 7 are Sunday.
    [InlineData("0 2 * * 0", "Etc/UTC", "2026-11-24T00:00Z", "2026-11-29T02:00Z", "2026-12-06T02:00Z")]
    [InlineData("0 2 * * 7", "Etc/UTC", "2026-11-24T00:00Z", "2026-11-29T02:00Z", "2026-12-06T02:00Z")]
    public void The_next_runs_after_an_instant(string cron, string zone, string after, string next, string second)
    {
        var first = Next(cron, zone, At(after));

        Assert.Equal(At(next), first);
        Assert.Equal(At(second), Next(cron, zone, first));
    }

    [Fact]
    public void A_run_of_every_hour_comes_in_both_of_two_equal_hours()
    {
        var (at, runs) = (At("2026-10-25T00:00+02:00"), new List<DateTimeOffset>());

        for (; runs.Count < 5; runs.Add(at)) at = Next("30 * * * *", "Europe/Berlin", at);

        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
    }

    private static DateTimeOffset Next(string cron, string zone, DateTimeOffset after) =>
        CronExpression.Parse(cron).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(zone))!.Value;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
