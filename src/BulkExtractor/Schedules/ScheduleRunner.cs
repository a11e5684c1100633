using BulkExtractor.BackgroundJobs;
using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>What a schedule starts: asks for a run, which takes the inbox now or waits for the run before it.</summary>
public sealed class ScheduleRunner(IScheduleStore schedules, IBackgroundJobs jobs)
{
    /// <summary>Asks for a run because its time has come; its number, null if it waits for an earlier one.</summary>
    public Task<long?> RunAsync(string folder, CancellationToken cancellationToken) =>
        AskAsync(JobFile.Read(folder), byHand: false, cancellationToken);

    /// <summary>Asks for a run now; its number, null if it waits for an earlier one.</summary>
    public async Task<long?> AskAsync(Job job, bool byHand, CancellationToken cancellationToken)
    {
        var run = await schedules.AskAsync(AskedRun.Of(job, byHand), cancellationToken);
        if (run is { } number) await jobs.TakeInboxAsync(number, TimeSpan.Zero, cancellationToken);
        return run;
    }
}
