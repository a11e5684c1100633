using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;
using BulkExtractor.Schedules;

namespace BulkExtractor.Tests.Schedules;

public sealed class ScheduleSyncTests
{
    private static readonly Job Invoices = new()
    {
        Definition = Some.Definition(),
        Input = new JobInput("text"),
        Folder = "/srv/jobs/invoices",
        Schedule = new JobSchedule("0 2 * * *", "Europe/Berlin", null, null),
    };

    [Fact]
    public void A_schedule_that_stands_as_it_should_is_left_alone_so_that_no_missed_run_is_forgotten() =>
        Assert.Empty(ScheduleSync.Changed(
            [Invoices], [Registered(Invoices) with { NextAt = DateTimeOffset.UnixEpoch }]));

    [Fact]
    public void A_new_schedule_is_registered() =>
        Assert.Equal([Registered(Invoices)], ScheduleSync.Changed([Invoices], []));

    [Theory]
    [InlineData("0 3 * * *", "Europe/Berlin")]
    [InlineData("0 2 * * *", "Etc/UTC")]
    public void A_changed_one_is_registered_anew(string cron, string zone)
    {
        var changed = Invoices with { Schedule = new JobSchedule(cron, zone, null, null) };

        Assert.Equal([Registered(changed)], ScheduleSync.Changed([changed], [Registered(Invoices)]));
    }

    [Fact]
    public void One_that_is_no_longer_wanted_is_forgotten_unless_its_folder_lies_elsewhere()
    {
        RegisteredSchedule[] listed = [Registered(Invoices)];

        Assert.Equal(
            [Invoices.Definition.Name], ScheduleSync.Gone([], listed, folder => folder == "/srv/jobs/invoices"));
        Assert.Empty(ScheduleSync.Gone([], listed, _ => false));
        Assert.Empty(ScheduleSync.Gone([Invoices], listed, _ => true));
    }

    private static RegisteredSchedule Registered(Job job) =>
        new(job.Definition.Name, Path.GetFullPath(job.Folder), job.Schedule!.Cron, job.Schedule.TimeZone);
}
