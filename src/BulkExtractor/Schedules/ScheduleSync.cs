using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>Brings the background jobs that start nightly runs in line with what the job files say.</summary>
public sealed class ScheduleSync(ScheduledJobs scheduled, IBackgroundJobs jobs, IScheduleStore schedules)
{
    /// <summary>
    /// Registers what is new or changed and forgets what is paused or gone; equal ones are left alone.
    /// </summary>
    /// <remarks>One that is registered anew starts from now on: a run that was missed would be forgotten.</remarks>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var paused = await schedules.ListPausedAsync(cancellationToken);
        var wanted = scheduled.Read().Values.Where(job => !paused.Contains(job.Definition.Name)).ToList();
        var listed = await jobs.ListSchedulesAsync(cancellationToken);
        foreach (var changed in Changed(wanted, listed)) await jobs.ScheduleAsync(changed, cancellationToken);
        foreach (var name in Gone(wanted, listed, scheduled.Knows)) await jobs.UnscheduleAsync(name, cancellationToken);
    }

    internal static IEnumerable<RegisteredSchedule> Changed(
        IEnumerable<Job> wanted, IReadOnlyCollection<RegisteredSchedule> listed) =>
        wanted.Select(Describe).Where(schedule => !listed.Any(other => other with { NextAt = null } == schedule));

    internal static IEnumerable<string> Gone(
        IEnumerable<Job> wanted, IEnumerable<RegisteredSchedule> listed, Func<string, bool> knows)
    {
        var kept = wanted.Select(job => job.Definition.Name).ToHashSet();
        return listed
            .Where(schedule => !kept.Contains(schedule.Job) && knows(schedule.Folder))
            .Select(schedule => schedule.Job);
    }

    internal static RegisteredSchedule Describe(Job job) => new(
        job.Definition.Name, Path.GetFullPath(job.Folder), job.Schedule!.Cron, job.Schedule.TimeZone);
}
