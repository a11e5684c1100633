using BulkExtractor.BackgroundJobs;
using BulkExtractor.Notices;
using BulkExtractor.Submissions;

namespace BulkExtractor.Schedules;

/// <summary>
/// Asks for the background jobs that rows stand for and nobody is at: whoever stored them may have died before asking.
/// </summary>
public sealed class MissingJobs(
    ISplitStore splits, IScheduleStore schedules, INoticeStore notices, IBackgroundJobs jobs)
{
    private static readonly TimeSpan NoticesLate = TimeSpan.FromMinutes(1);

    /// <param name="atOnce">Also for splits that failed and whose next try is later.</param>
    public async Task AskAsync(bool atOnce, CancellationToken cancellationToken)
    {
        if (await splits.ListUnsplitAsync(cancellationToken) is { Count: > 0 } unsplit)
            await jobs.EnsureSplitsAsync(unsplit, atOnce, cancellationToken);
        if (await schedules.ListTakingAsync(cancellationToken) is { Count: > 0 } taking)
            await jobs.EnsureInboxesAsync(taking, cancellationToken);
        if (await notices.ListDueAsync(NoticesLate, cancellationToken) is { Count: > 0 } late)
            await jobs.EnsureNoticesAsync(late, cancellationToken);
    }
}
