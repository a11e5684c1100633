using Hangfire;
using Hangfire.Server;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;
using Job = Hangfire.Common.Job;

namespace BulkExtractor.Hangfire;

/// <summary>One run of a background job, as Hangfire stores and starts it.</summary>
public sealed class WorkRun
{
    private readonly WorkRuns _runs;

    internal WorkRun(WorkRuns runs) => _runs = runs;

    /// <summary>Does the work. An outage of an hour is outlived, a job that cannot succeed ends.</summary>
    /// <param name="cron">By which it recurs, as it was written; null for a job that runs once.</param>
    [AutomaticRetry(
        Attempts = 12, DelaysInSeconds = [2, 6, 18, 54, 162, 486, 600], LogEvents = false,
        OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    public Task RunAsync(
        string id, string work, string argument, string? cron, PerformContext? context,
        CancellationToken cancellationToken) =>
        _runs.RunAsync(new BackgroundJob(id, work, argument), context!.BackgroundJob.Id, cancellationToken);

    internal static Job Of(BackgroundJob job, string? cron = null) => Job.FromExpression<WorkRun>(
        run => run.RunAsync(job.Id, job.Work, job.Argument, cron, null, CancellationToken.None));

    internal static BackgroundJob Read(Job job) =>
        new((string)job.Args[0], (string)job.Args[1], (string)job.Args[2]);

    internal static string ReadCron(Job job) => (string)job.Args[3];
}
