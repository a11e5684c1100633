using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class ExportPlaceTests
{
    private static readonly DateTimeOffset LateInTheEvening = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("csv", "outbox/{date}-{file}", "outbox/2026-11-25-a.b.csv")]
    [InlineData("xlsx", "outbox/{file}", "outbox/a.b.xlsx")]
    [InlineData("jsonl", "out/{date}/{file}", "out/2026-11-25/a.b.jsonl")]
    [InlineData("csv", "/srv/latest.csv", "/srv/latest.csv")]
    public void Date_and_file_are_filled_in_and_the_path_starts_beside_the_jobs(
        string format, string to, string expected)
    {
        var job = JobWith(new JobScheduleExport(format, to));

        var wish = ExportPlace.Wish(job, "a.b.csv", LateInTheEvening)!;

        Assert.Equal(Path.GetFullPath(Path.Combine("/srv/site", expected)), wish.To);
        Assert.Equal(format, wish.Format);
    }

    [Fact]
    public void Without_an_export_none_is_wished() =>
        Assert.Null(ExportPlace.Wish(JobWith(null), "a.csv", LateInTheEvening));

    // The date is that of the schedule's time zone, where the next day has begun.
    private static Job JobWith(JobScheduleExport? export) => new()
    {
        Definition = Some.Definition(),
        Input = new JobInput("text"),
        Folder = "/srv/site/jobs/invoices",
        Schedule = new JobSchedule("0 2 * * *", "Europe/Berlin", null, export),
    };
}
