using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>What a schedule starts: asks for a run, which takes the inbox now or waits for the run before it.</summary>
public sealed class NightlyRun(IRunStore runs, IBackgroundJobs jobs) : IBackgroundWork
{
    /// <summary>The name under which it is asked for.</summary>
    public const string WorkName = "nightly";

    /// <inheritdoc/>
    public string Name => WorkName;

    /// <summary>The background job of a job's schedule.</summary>
    public static BackgroundJob For(Job job) =>
        new(IdOf(job.Definition.Name), WorkName, Path.GetFullPath(job.Folder));

    /// <summary>The id of that background job.</summary>
    public static string IdOf(string job) => $"{WorkName}-{job}";

    /// <inheritdoc/>
    public Task RunAsync(string argument, CancellationToken cancellationToken) =>
        AskAsync(ScheduledJobs.ReadFolder(argument), byHand: false, cancellationToken);

    /// <summary>Asks for a run now; its number, null if it waits for an earlier one.</summary>
    public async Task<long?> AskAsync(Job job, bool byHand, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(job.Folder);
        var run = await runs.AskAsync(job.Definition.Name, folder, byHand, cancellationToken);
        if (run is { } number) await jobs.RunOnceAsync(InboxWork.For(number), null, cancellationToken);
        return run;
    }
}
