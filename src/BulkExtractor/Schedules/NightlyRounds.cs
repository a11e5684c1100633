using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.Schedules;

/// <summary>Looks after schedules and their runs: what changed, what ended, what may begin.</summary>
/// <remarks>Every minute by its cron, and every few seconds while a run is open.</remarks>
public sealed class NightlyRounds(
    Timetable timetable, IRunStore runs, IInboxFileStore files, IBackgroundJobs jobs, TimeProvider clock)
    : IBackgroundWork
{
    private const string WorkName = "rounds";
    private const string Now = "now";

    /// <summary>When it is done without being asked for.</summary>
    public const string Cron = "* * * * *";

    /// <summary>The background job that does it by itself.</summary>
    public static readonly BackgroundJob Job = new(WorkName, WorkName, "");

    /// <summary>The background job that does it while runs are open.</summary>
    public static readonly BackgroundJob Soon = new($"{WorkName}-{Now}", WorkName, Now);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Name => WorkName;

    /// <inheritdoc/>
    public async Task RunAsync(string argument, CancellationToken cancellationToken)
    {
        if (argument != Now) await timetable.UpdateAsync(cancellationToken);
        foreach (var export in await files.AskExportsAsync(cancellationToken))
            await jobs.RunOnceAsync(ExportWork.For(export), null, cancellationToken);
        foreach (var run in await runs.AdvanceAsync(cancellationToken))
            await jobs.RunOnceAsync(InboxWork.For(run), null, cancellationToken);
        if (await runs.CountOpenAsync(cancellationToken) > 0)
            await jobs.RunOnceAsync(Soon, clock.GetUtcNow() + LookInterval, cancellationToken);
    }
}
