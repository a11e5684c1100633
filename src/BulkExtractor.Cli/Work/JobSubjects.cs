using System.Globalization;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Schedules;

namespace BulkExtractor.Cli.Work;

/// <summary>What background jobs are about, for pages of an engine that knows nothing of batches.</summary>
internal sealed class JobSubjects(IBatchStore batches)
{
    /// <summary>A background job in a few words, which name its batch.</summary>
    public static string NameOf(BackgroundJob job) => job.Work switch
    {
        SplitWork.WorkName => $"split batch {job.Argument}",
        NightlyRun.WorkName => $"nightly run of {Path.GetFileName(job.Argument)}",
        _ => $"{job.Work} {job.Argument}".TrimEnd(),
    };

    /// <summary>The batch of a background job and where it stands now; null when it is about none.</summary>
    public async Task<JobSubject?> FindAsync(BackgroundJob job, CancellationToken cancellationToken)
    {
        if (job.Work != SplitWork.WorkName) return null;
        var batch = await batches.FindAsync(
            long.Parse(job.Argument, CultureInfo.InvariantCulture), cancellationToken);
        return batch is null ? null : new JobSubject(
            $"Batch {batch.BatchId} of {batch.Job}, {batch.State}: {batch.Extracted} of {batch.Documents} documents "
            + $"extracted, {batch.Failed} failed, {batch.Requests} requests",
            $"/batches/{batch.BatchId}");
    }
}
