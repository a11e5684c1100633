using BulkExtractor.Access;
using BulkExtractor.Schedules;
using Hangfire;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Looks after schedules, their runs, and what nobody is at. What fails is done the next minute.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class UpkeepJob(ScheduleSweep sweep, IResultReaders readers, RunningJobs running)
{
    /// <summary>Looks after everything.</summary>
    public Task Run(CancellationToken cancellationToken) => running.RunAsync(
        async token =>
        {
            await readers.EndLongAsync(IResultReaders.Longest, token);
            await sweep.RunAsync(token);
        },
        cancellationToken);

    /// <summary>Looks after the runs that are open.</summary>
    public Task LookAfterRuns(CancellationToken cancellationToken) =>
        running.RunAsync(sweep.LookAfterRunsAsync, cancellationToken);
}
