using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>Brings the background jobs that start nightly runs in line with what the job files say.</summary>
public sealed partial class Timetable(
    ScheduledJobs scheduled, IBackgroundJobs jobs, IRunStore runs, ILogger<Timetable> logger)
{
    /// <summary>
    /// Registers what is new or changed and forgets what is paused or gone; equal ones are left alone.
    /// </summary>
    /// <remarks>One that is registered anew starts from now on: a run that was missed would be forgotten.</remarks>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var paused = await runs.ListPausedAsync(cancellationToken);
        var wanted = scheduled.Read().Values.Where(job => !paused.Contains(job.Definition.Name)).ToList();
        var listed = await jobs.ListAsync(cancellationToken);
        foreach (var job in Changed(wanted, listed)) await RegisterAsync(job, cancellationToken);
        foreach (var id in Gone(wanted, listed, scheduled.Knows)) await jobs.CancelAsync(id, cancellationToken);
    }

    internal static IEnumerable<Job> Changed(IEnumerable<Job> wanted, IReadOnlyCollection<BackgroundJobState> listed) =>
        wanted.Where(job => !listed.Any(state =>
            state.Job == NightlyRun.For(job)
            && (state.Cron, state.TimeZone) == (job.Schedule!.Cron, job.Schedule.TimeZone)));

    internal static IEnumerable<string> Gone(
        IEnumerable<Job> wanted, IEnumerable<BackgroundJobState> listed, Func<string, bool> knows)
    {
        var kept = wanted.Select(job => NightlyRun.For(job).Id).ToHashSet();
        return listed
            .Where(state => state.Job.Work == NightlyRun.WorkName && !kept.Contains(state.Job.Id))
            .Where(state => knows(state.Job.Argument))
            .Select(state => state.Job.Id);
    }

    // One that the engine refuses must not keep the others from running.
    private async Task RegisterAsync(Job job, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(job.Schedule!.TimeZone);
        try
        {
            await jobs.RunOnCronAsync(NightlyRun.For(job), job.Schedule.Cron, zone, cancellationToken);
        }
        catch (InputException mistake)
        {
            LogRefused(job.Definition.Name, mistake.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule of {Job} does not run: {Problem}")]
    private partial void LogRefused(string job, string problem);
}
