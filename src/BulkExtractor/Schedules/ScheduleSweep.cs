using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.Schedules;

/// <summary>Looks after schedules and their runs, and after what nobody is at though rows ask for it.</summary>
/// <remarks>Every minute by its cron, and every few seconds while a run is open.</remarks>
public sealed class ScheduleSweep(
    ScheduleSync sync, MissingJobs missing, BatchWatchdog watchdog, IScheduleStore schedules, IBackgroundJobs jobs)
{
    /// <summary>When it is done without being asked for.</summary>
    public const string Cron = "* * * * *";

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>Looks after everything.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await sync.UpdateAsync(cancellationToken);
        await missing.AskAsync(atOnce: false, cancellationToken);
        await LookAfterRunsAsync(cancellationToken);
        await watchdog.LookAsync(cancellationToken);
    }

    /// <summary>Looks after the runs that are open.</summary>
    public async Task LookAfterRunsAsync(CancellationToken cancellationToken)
    {
        foreach (var export in await schedules.ListDueExportsAsync(cancellationToken))
        {
            await jobs.ExportAsync(export, cancellationToken);
            await schedules.NoteAskedExportAsync(export, cancellationToken);
        }

        foreach (var run in await schedules.AdvanceAsync(cancellationToken))
            await jobs.TakeInboxAsync(run, TimeSpan.Zero, cancellationToken);
        if (await schedules.CountOpenAsync(cancellationToken) > 0)
            await jobs.LookAfterRunsAsync(LookInterval, cancellationToken);
    }
}
