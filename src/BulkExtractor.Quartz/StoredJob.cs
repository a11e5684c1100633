using BulkExtractor.BackgroundJobs;
using Quartz;

namespace BulkExtractor.Quartz;

/// <summary>How a background job stands in Quartz's tables.</summary>
internal static class StoredJob
{
    public const string Group = "bulk";
    public const string Work = "work";
    public const string Argument = "argument";

    private const string Cron = "cron";

    public static JobKey KeyOf(string id) => new(id, Group);

    public static IJobDetail Write(BackgroundJob job, string? cron) => JobBuilder.Create<WorkRun>()
        .WithIdentity(KeyOf(job.Id))
        .UsingJobData(Work, job.Work)
        .UsingJobData(Argument, job.Argument)
        .UsingJobData(Cron, cron ?? "")
        .DisallowConcurrentExecution()
        .RequestRecovery()
        .Build();

    public static BackgroundJobState Read(IJobDetail stored, ITrigger? trigger)
    {
        var data = stored.JobDataMap;
        var job = new BackgroundJob(stored.Key.Name, data.GetString(Work)!, data.GetString(Argument) ?? "");
        var cron = data.GetString(Cron);
        return new(
            job, string.IsNullOrEmpty(cron) ? null : cron, trigger?.PreviousFireTimeUtc, trigger?.NextFireTimeUtc)
        {
            TimeZone = (trigger as ICronTrigger)?.TimeZone.Id,
        };
    }
}
