using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Cli.Work;

/// <summary>The jobs that run by themselves, by name.</summary>
internal static class JobSchedules
{
    /// <summary>The job of that name; one without a schedule is the user's to mend.</summary>
    public static Job Find(string name)
    {
        var job = JobsDirectory.Read(name);
        return job.Schedule is not null ? job : throw new InputException(
            $"{Path.Combine(job.Folder, "job.yaml")}: has no schedule; write one: "
            + """schedule: { cron: "0 2 * * *", time_zone: Europe/Berlin, inbox: "inbox/*.csv" }""");
    }
}
