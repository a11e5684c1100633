using BulkExtractor.Forecasting;
using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

internal static class ScheduleView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ScheduleState> schedules)
    {
        if (schedules.Count == 0)
        {
            screen.WriteLine(
                "No job has a schedule. In job.yaml write: "
                + "schedule: { cron: \"0 2 * * *\", time_zone: Europe/Berlin }");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Job", "Cron", "State", "Last run", "Next run");
        foreach (var schedule in schedules)
        {
            var times = schedule.Job.Schedule!;
            table.AddRow(
                Markup.Escape(schedule.Job.Definition.Name),
                Markup.Escape($"{times.Cron} {times.TimeZone}"),
                StateOf(schedule),
                Instant(schedule.Run?.AskedAt, times),
                Instant(schedule.NextAt, times));
        }

        screen.Write(table);
        foreach (var schedule in schedules.Where(schedule => schedule.Rejected > 0))
            screen.WriteLine($"The last run of {schedule.Job.Definition.Name}: {schedule.Told}.");
    }

    public static void Show(IAnsiConsole screen, ScheduleState schedule)
    {
        Show(screen, [schedule]);
        screen.WriteLine($"Inbox: {Inbox.For(schedule.Job).Pattern}");
        if (schedule.Job.Schedule!.Export is { } export) screen.WriteLine($"Export: {export.Format} to {export.To}");
        foreach (var (file, batch) in schedule.Files)
        {
            screen.WriteLine(
                file.Reason is { } reason ? $"{file.Name} is rejected: {reason}"
                : file is { BatchId: null, SettledAt: null } ? $"{file.Name} is being read, or still written"
                : batch is null ? $"{file.Name}: its batch is gone"
                : $"{file.Name}: {BatchView.Line(batch)}{Exported(file)}");
        }
    }

    public static JsonNode Shape(ScheduleState schedule)
    {
        var times = schedule.Job.Schedule!;
        return new JsonObject
        {
            ["job"] = schedule.Job.Definition.Name,
            ["cron"] = times.Cron,
            ["time_zone"] = times.TimeZone,
            ["inbox"] = Inbox.For(schedule.Job).Pattern,
            ["export"] = times.Export?.To,
            ["state"] = StateOf(schedule),
            ["last"] = Instant(schedule.Run?.AskedAt),
            ["next"] = Instant(schedule.NextAt),
            ["run"] = schedule.Run is { } run ? Shape(run, schedule) : null,
        };
    }

    public static JsonObject Receipt(Job job, long? run) => new()
    {
        ["job"] = job.Definition.Name,
        ["run"] = run is { } number ? StatusJson.Id(number) : null,
        ["state"] = run is null ? "waiting" : "taking",
    };

    private static JsonObject Shape(ScheduleRun run, ScheduleState schedule) => new()
    {
        ["id"] = StatusJson.Id(run.RunId),
        ["state"] = run.State,
        ["asked_at"] = StatusJson.Instant(run.AskedAt),
        ["ended_at"] = Instant(run.EndedAt),
        ["told"] = schedule.Told,
        ["taken"] = schedule.Files.Count - schedule.Rejected,
        ["rejected"] = schedule.Rejected,
        ["files"] = new JsonArray([.. schedule.Files.Select(Shape)]),
    };

    private static JsonObject Shape(RunFile taken) => new()
    {
        ["file"] = taken.File.Name,
        ["batch"] = taken.File.BatchId is { } batch ? StatusJson.Id(batch) : null,
        ["state"] = taken.State,
        ["reason"] = taken.File.Reason,
        ["documents"] = taken.Batch?.Documents,
        ["extracted"] = taken.Batch?.Extracted,
        ["failed"] = taken.Batch?.Failed,
        ["export"] = taken.File.ExportedAt is null ? null : taken.File.ExportPath,
    };

    private static string StateOf(ScheduleState schedule) => schedule switch
    {
        { Paused: true } => "paused",
        { Run.State: "waiting" or "taking" or "extracting" } => schedule.Run.State,
        _ => "ready",
    };

    private static string Exported(InboxFile file) => file.ExportedAt is null ? "" : $", exported to {file.ExportPath}";

    private static string? Instant(DateTimeOffset? at) => at is { } instant ? StatusJson.Instant(instant) : null;

    // In the schedule's own time zone: that is how its cron is read.
    private static string Instant(DateTimeOffset? at, JobSchedule times)
    {
        if (at is not { } instant) return "";
        var zone = TimeZoneInfo.FindSystemTimeZoneById(times.TimeZone);
        return $"{TimeZoneInfo.ConvertTime(instant, zone):yyyy-MM-dd HH:mm zzz}";
    }
}
