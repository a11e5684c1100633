using System.Globalization;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Schedules;

namespace BulkExtractor.Tests.Schedules;

public sealed class MissedRunTests
{
    private const string Nightly = "30 2 * * *";

    [Theory]
    // Berlin leaves out 02:00 to 03:00 on 2026-03-29: that night's run was due at 03:00.
    [InlineData(Nightly, "2026-03-29T03:00+02:00", "2026-03-29T03:10+02:00", "2026-03-30T02:30+02:00", true)]
    [InlineData(Nightly, "2026-03-28T02:30+01:00", "2026-03-29T00:59+01:00", "2026-03-29T03:00+02:00", true)]
    [InlineData(Nightly, "2026-03-28T02:30+01:00", "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", false)]
    // It has 02:00 to 03:00 twice on 2026-10-25: that night's run was due the first time.
    [InlineData(Nightly, "2026-10-25T02:30+02:00", "2026-10-25T02:45+02:00", "2026-10-26T02:30+01:00", true)]
    [InlineData(Nightly, "2026-10-25T02:30+02:00", "2026-10-25T02:45+01:00", "2026-10-26T02:30+01:00", true)]
    [InlineData(Nightly, "2026-10-24T02:30+02:00", "2026-10-25T01:45+02:00", "2026-10-25T02:30+02:00", false)]
    // An hour away is not more than an hour.
    [InlineData("0 * * * *", "2026-01-27T01:00+01:00", "2026-01-27T02:00:01+01:00", "2026-01-27T03:00+01:00", false)]
    [InlineData("0 */2 * * *", "2026-01-27T02:00+01:00", "2026-01-27T03:00+01:00", "2026-01-27T04:00+01:00", false)]
    [InlineData("0 */2 * * *", "2026-01-27T02:00+01:00", "2026-01-27T02:59+01:00", "2026-01-27T04:00+01:00", true)]
    public void A_missed_run_is_made_up_for_where_the_next_one_is_more_than_an_hour_away(
        string cron, string due, string now, string next, bool runs)
    {
        var missed = MissedRun.Find(Scheduled(cron, due), isAlone: true, At(now));

        Assert.Equal(new MissedRun(At(due), At(next), runs), missed);
    }

    [Theory]
    [InlineData("2026-01-27T02:30+01:00", "2026-01-27T02:29+01:00", true)] // not due yet
    [InlineData("2026-01-27T02:30+01:00", "2026-01-27T02:30:20+01:00", false)] // somebody is about to start it
    public void What_is_not_due_or_about_to_be_started_by_others_was_not_missed(string due, string now, bool isAlone) =>
        Assert.Null(MissedRun.Find(Scheduled(Nightly, due), isAlone, At(now)));

    [Fact]
    public void Others_that_let_it_lie_for_minutes_are_not_there() => Assert.NotNull(MissedRun.Find(
        Scheduled(Nightly, "2026-01-27T02:30+01:00"), isAlone: false, At("2026-01-27T02:32+01:00")));

    private static RegisteredSchedule Scheduled(string cron, string due) =>
        new("notes", "jobs/notes", cron, "Europe/Berlin") { NextAt = At(due) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
