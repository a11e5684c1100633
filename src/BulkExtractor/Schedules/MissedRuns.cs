using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Pipeline;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>
/// Looks, before a process begins to run background jobs, for runs that came due while nobody was there. Each is told,
/// and made up for where the next one is more than an hour away.
/// </summary>
public sealed partial class MissedRuns(
    IBackgroundJobs jobs, IScheduleStore schedules, IWorkerRegistry workers, TimeProvider clock,
    ILogger<MissedRuns> logger)
{
    /// <summary>Does it, once in the life of a process, before its worker is known to others.</summary>
    public async Task MakeUpAsync(CancellationToken cancellationToken)
    {
        var isAlone = await workers.CountAllAsync(realOnly: false, cancellationToken) == 0;
        var listed = await jobs.ListSchedulesAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var schedule in listed)
        {
            if (MissedRun.Find(schedule, isAlone, now) is { } missed)
                await MakeUpAsync(schedule, missed, cancellationToken);
        }
    }

    private async Task MakeUpAsync(
        RegisteredSchedule schedule, MissedRun missed, CancellationToken cancellationToken)
    {
        if (Read(schedule) is not { } job) return;
        if (await schedules.TellMissedAsync(AskedRun.Of(job, byHand: false), missed, cancellationToken))
            LogMissed(schedule.Job, missed.DueAt.UtcDateTime, missed.RunsNow ? "it runs now" : "the next one is near");
        // From now on: what is told is not run once more by whoever looks at what is due.
        await jobs.UnscheduleAsync(schedule.Job, cancellationToken);
        await jobs.ScheduleAsync(schedule with { NextAt = null }, cancellationToken);
    }

    // One that cannot be read is left to those who can, and to the log.
    private static Job? Read(RegisteredSchedule schedule)
    {
        try
        {
            return JobFile.Read(schedule.Folder);
        }
        catch (InputException)
        {
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The run of {Job} that was due at {DueAt:yyyy-MM-dd HH:mm} UTC was missed, since nobody was there: {What}")]
    private partial void LogMissed(string job, DateTime dueAt, string what);
}
