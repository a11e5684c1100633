using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.Submissions;
using Hangfire.States;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Hangfire.Filters;

/// <summary>Tells of jobs that fail: in the log, and in the batch that could not be split.</summary>
internal sealed partial class ToldFailures(BatchSplitter? split, ILogger<ToldFailures> logger) : IElectStateFilter
{
    /// <inheritdoc/>
    public void OnStateElection(ElectStateContext context)
    {
        var failed = context.CandidateState as FailedState
            ?? context.TraversedStates.OfType<FailedState>().LastOrDefault();
        // One that was cancelled did not fail: whoever stopped it, knows.
        if (failed?.Exception is not { } error || error is OperationCanceledException) return;
        var job = context.BackgroundJob.Job;
        var reason = ((error as PostgresException)?.MessageText ?? error.Message).Split('\n')[0].TrimEnd();
        LogFailed(JobKind.Find(job).Id, reason);
        if (job.Type != typeof(SplitJob) || split is null) return;

        // Hangfire decides without waiting for anything; there is no context to block here.
        var nextAt = (context.CandidateState as ScheduledState)?.EnqueueAt;
        split.TellFailureAsync(
            (long)job.Args[0],
            reason,
            nextAt is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
            CancellationToken.None).GetAwaiter().GetResult();
    }

    [LoggerMessage(LogLevel.Warning, "The background job {Id} failed: {Reason}")]
    private partial void LogFailed(string id, string reason);
}
