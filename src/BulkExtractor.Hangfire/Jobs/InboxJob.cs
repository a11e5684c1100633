using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Starts a schedule's runs, and takes what lies in their inboxes.</summary>
public sealed class InboxJob(ScheduleRunner runner, InboxRound inbox, IScheduleStore schedules, RunningJobs running)
{
    /// <summary>Starts a run, because its time has come; what came of it, in words.</summary>
    /// <param name="schedule">The folder of the job whose schedule it is.</param>
    public Task<string> Run(string schedule, CancellationToken cancellationToken) => running.RunAsync(
        async stop => await runner.RunAsync(schedule, stop) is { } run
            ? $"run {run} takes the inbox"
            : "waits for the run before it",
        cancellationToken);

    /// <summary>Takes the inbox of a run; what came of it so far, in words.</summary>
    public Task<string> Take(long runId, CancellationToken cancellationToken) => running.RunAsync(
        async stop =>
        {
            await inbox.RunAsync(runId, stop);
            return RunWords.Of(await schedules.ListFilesAsync(runId, stop));
        },
        cancellationToken);
}
