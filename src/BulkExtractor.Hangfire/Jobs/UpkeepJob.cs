using BulkExtractor.Schedules;
using Hangfire;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Looks after schedules, their runs, and what nobody is at. What fails is done the next minute.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class UpkeepJob(ScheduleSweep rounds, RunningJobs running)
{
    /// <summary>Looks after everything.</summary>
    public Task Run(CancellationToken cancellationToken) => RunAsync(rounds.RunAsync, cancellationToken);

    /// <summary>Looks after the runs that are open.</summary>
    public Task LookAfterRuns(CancellationToken cancellationToken) =>
        RunAsync(rounds.LookAfterRunsAsync, cancellationToken);

    private Task<bool> RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        running.RunAsync(
            async stop =>
            {
                await work(stop);
                return true;
            },
            cancellationToken);
}
