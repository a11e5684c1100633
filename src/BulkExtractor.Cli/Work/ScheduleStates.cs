using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <param name="NextAt">When it runs next; null while it is paused.</param>
/// <param name="Run">Its newest run.</param>
internal sealed record ScheduleState(
    Job Job, bool Paused, DateTimeOffset? NextAt, ScheduleRun? Run, IReadOnlyList<RunFile> Files);

internal sealed record RunFile(InboxFile File, BatchProgress? Batch);

/// <summary>Puts together what the job files, the engine and the runs say about schedules.</summary>
internal sealed class ScheduleStates(AppServices app, IBackgroundJobs jobs)
{
    /// <summary>Every schedule, or that of one job; they are registered first, so that next times are known.</summary>
    public async Task<IReadOnlyList<ScheduleState>> ReadAsync(string? job, CancellationToken cancellationToken)
    {
        var scheduled = new ScheduledJobs(RepositoryRoot.Jobs, app.Loggers.CreateLogger<ScheduledJobs>());
        await new ScheduleSync(scheduled, jobs, app.Runs).UpdateAsync(cancellationToken);
        var next = (await jobs.ListSchedulesAsync(cancellationToken)).ToDictionary(one => one.Job, one => one.NextAt);
        var paused = await app.Runs.ListPausedAsync(cancellationToken);
        var runs = (await app.Runs.ListNewestAsync(job, cancellationToken)).ToDictionary(run => run.Job);
        var states = new List<ScheduleState>();
        foreach (var (name, found) in scheduled.Read().OrderBy(pair => pair.Key))
        {
            if (job is not null && job != name) continue;
            var run = runs.GetValueOrDefault(name);
            states.Add(new ScheduleState(
                found,
                paused.Contains(name),
                next.GetValueOrDefault(name),
                run,
                job is null || run is null ? [] : await ReadFilesAsync(run, cancellationToken)));
        }

        return states;
    }

    private async Task<IReadOnlyList<RunFile>> ReadFilesAsync(ScheduleRun run, CancellationToken cancellationToken)
    {
        var files = new List<RunFile>();
        foreach (var file in await app.InboxFiles.ListAsync(run.RunId, cancellationToken))
        {
            var batch = file.BatchId is { } id ? await app.Store.FindAsync(id, cancellationToken) : null;
            files.Add(new RunFile(file, batch));
        }

        return files;
    }
}
