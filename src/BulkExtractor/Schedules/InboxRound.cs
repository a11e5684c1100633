using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>Empties the inbox of a run; files that are still being written are looked at again soon.</summary>
/// <param name="isMine">
/// Whether this process is one for that: it works on every batch,
/// and makes nothing up where real models could be asked.
/// </param>
public sealed partial class InboxRound(
    IScheduleStore schedules,
    InboxImport import,
    IBackgroundJobs jobs,
    Func<CancellationToken, Task<bool>> isMine,
    TimeProvider clock,
    ILogger<InboxRound> logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    // A file that somebody appends to for ever waits for the next run.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Takes what is complete; what becomes of the rest is seen later.</summary>
    public async Task RunAsync(long runId, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(runId, cancellationToken) is not { IsTaking: true } run) return;
        if (!await isMine(cancellationToken) || !await TakeAllAsync(run, cancellationToken))
        {
            await jobs.TakeInboxAsync(runId, LookInterval, cancellationToken);
            return;
        }

        await schedules.EndTakingAsync(runId, cancellationToken);
        await jobs.LookAfterRunsAsync(TimeSpan.Zero, cancellationToken);
    }

    private async Task<bool> TakeAllAsync(ScheduleRun run, CancellationToken cancellationToken)
    {
        var growing = await import.TakeAsync(run, cancellationToken);
        if (growing == 0) return true;
        var patience = LongestWait + (JobFile.Read(run.Folder).Schedule?.Quiet ?? TimeSpan.Zero);
        if (clock.GetUtcNow() - run.AskedAt < patience) return false;
        LogStillWritten(growing, run.Job);
        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} files of the inbox of {Job} are still being written; the next run takes them.")]
    private partial void LogStillWritten(int count, string job);
}
