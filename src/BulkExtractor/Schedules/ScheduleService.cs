using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>Schedules as people see and change them, by the names of their jobs.</summary>
public sealed class ScheduleService(
    ScheduledJobs scheduled,
    ScheduleSync sync,
    ScheduleRunner runner,
    IBackgroundJobs jobs,
    IScheduleStore schedules,
    IBatchStore batches)
{
    /// <summary>Every schedule, or that of one job; they are registered first, so that next times are known.</summary>
    public async Task<IReadOnlyList<ScheduleState>> ListAsync(string? job, CancellationToken cancellationToken)
    {
        await sync.UpdateAsync(cancellationToken);
        var next = (await jobs.ListSchedulesAsync(cancellationToken)).ToDictionary(one => one.Job, one => one.NextAt);
        var paused = await schedules.ListPausedAsync(cancellationToken);
        var newest = (await schedules.ListNewestAsync(job, cancellationToken)).ToDictionary(run => run.Job);
        var states = new List<ScheduleState>();
        foreach (var (name, found) in scheduled.Read().OrderBy(pair => pair.Key))
        {
            if (job is not null && job != name) continue;
            var run = newest.GetValueOrDefault(name);
            states.Add(new ScheduleState(
                found,
                paused.Contains(name),
                next.GetValueOrDefault(name),
                run,
                run is null ? [] : await ReadFilesAsync(run, withBatches: job is not null, cancellationToken)));
        }

        return states;
    }

    /// <summary>Runs a schedule now; the run's number, null if it waits for an earlier one.</summary>
    public Task<long?> RunNowAsync(string job, CancellationToken cancellationToken) =>
        runner.AskAsync(Find(job), byHand: true, cancellationToken);

    /// <summary>Pauses a schedule; false when it was paused already.</summary>
    public Task<bool> PauseAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync(job, schedules.PauseAsync, cancellationToken);

    /// <summary>Lets a schedule go on; false when it was not paused.</summary>
    public Task<bool> ResumeAsync(string job, CancellationToken cancellationToken) =>
        ChangeAsync(job, schedules.ResumeAsync, cancellationToken);

    // Whoever starts the runs learns of it at once, and not only with the next round.
    private async Task<bool> ChangeAsync(
        string job, Func<string, CancellationToken, Task<bool>> change, CancellationToken cancellationToken)
    {
        var changed = await change(Find(job).Definition.Name, cancellationToken);
        await sync.UpdateAsync(cancellationToken);
        return changed;
    }

    // By name only: no path comes in from outside.
    private Job Find(string job) => scheduled.Read().GetValueOrDefault(job)
        ?? throw new InputException($"there is no job '{job}' with a schedule");

    private async Task<IReadOnlyList<RunFile>> ReadFilesAsync(
        ScheduleRun run, bool withBatches, CancellationToken cancellationToken)
    {
        var files = new List<RunFile>();
        foreach (var file in await schedules.ListFilesAsync(run.RunId, cancellationToken))
        {
            var batch = withBatches && file.BatchId is { } id ? await batches.FindAsync(id, cancellationToken) : null;
            files.Add(new RunFile(file, batch));
        }

        return files;
    }
}
