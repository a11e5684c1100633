using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Notices;

namespace BulkExtractor.Schedules;

/// <summary>What background jobs are about, for pages that know nothing of batches.</summary>
public sealed class JobSubjects(IBatchStore batches, IScheduleStore schedules, INoticeStore notices)
{
    /// <summary>A batch that is split; null when it is gone.</summary>
    public async Task<JobSubject?> OfBatchAsync(long batchId, CancellationToken cancellationToken) =>
        await batches.FindAsync(batchId, cancellationToken) is { } batch
            ? Describe(batch, $"{batch.Job}, {batch.Documents} documents")
            : null;

    /// <summary>A run that takes its inbox.</summary>
    public async Task<JobSubject?> OfRunAsync(long runId, CancellationToken cancellationToken) =>
        await schedules.FindAsync(runId, cancellationToken) is { } run
            ? new JobSubject(run.Job, $"Run {run.RunId} of {run.Job} is {run.State}", "/jobs")
            : null;

    /// <summary>A file of an inbox whose batch is exported.</summary>
    public async Task<JobSubject?> OfFileAsync(long fileId, CancellationToken cancellationToken)
    {
        if (await schedules.FindFileAsync(fileId, cancellationToken) is not { BatchId: { } batchId } file) return null;
        return await batches.FindAsync(batchId, cancellationToken) is { } batch
            ? Describe(batch, $"{file.Name}, batch {batchId}")
            : null;
    }

    /// <summary>A notice that is sent.</summary>
    public async Task<JobSubject?> OfNoticeAsync(long noticeId, CancellationToken cancellationToken) =>
        await notices.FindAsync(noticeId, cancellationToken) is { } notice
            ? new JobSubject($"{notice.Event}, {notice.About}", $"{notice.Event} of {notice.About}", "/notices")
            : null;

    private static JobSubject Describe(BatchProgress batch, string name) => new(
        name,
        $"Batch {batch.BatchId} of {batch.Job}, {batch.State}: {batch.Extracted} of {batch.Documents} documents "
        + $"extracted, {batch.Failed} failed, {batch.Requests} requests",
        $"/batches/{batch.BatchId}");
}
