using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Postgres;
using BulkExtractor.Schedules;

namespace BulkExtractor.Cli.Work;

/// <summary>Asks for the background jobs that should be there: who stored a batch may have died before asking.</summary>
internal sealed class MissingJobs(PostgresJobRequests requests, IBackgroundJobs jobs)
{
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<BackgroundJob> wanted =
        [
            .. (await requests.ListUnsplitAsync(cancellationToken)).Select(SplitWork.For),
            .. (await requests.ListTakingAsync(cancellationToken)).Select(InboxWork.For),
        ];
        if (wanted.Count == 0) return;
        var asked = (await jobs.ListAsync(cancellationToken)).Select(state => state.Job.Id).ToHashSet();
        foreach (var job in wanted.Where(job => !asked.Contains(job.Id)))
            await jobs.RunOnceAsync(job, null, cancellationToken);
    }
}
