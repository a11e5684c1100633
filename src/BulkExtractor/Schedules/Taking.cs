using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Jobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>Takes files out of an inbox: each becomes one batch, or is rejected with the reason.</summary>
public sealed partial class Taking(
    IInboxFileStore files, IBatchStore batches, IBackgroundJobs jobs, LivePool pool, TimeProvider clock,
    ILogger<Taking> logger)
{
    /// <summary>Takes what is complete, and first what somebody took and could not finish.</summary>
    /// <returns>How many files are still being written.</returns>
    public async Task<int> TakeAsync(Run run, CancellationToken cancellationToken)
    {
        var job = ScheduledJobs.ReadFolder(run.Folder);
        var inbox = Inbox.Of(job);
        // Before any file is read: a pool without a fitting model is no fault of theirs.
        Submission.CheckModels(job, new SubmissionWishes(run.Job), pool.Now);
        foreach (var left in await files.ListUnsettledAsync(run.Job, cancellationToken))
            await FinishAsync(job, inbox, left, cancellationToken);

        var (waiting, now) = (inbox.List(), clock.GetUtcNow());
        var complete = waiting.Where(name => inbox.IsComplete(name, now)).ToList();
        foreach (var name in complete)
        {
            var export = ExportPlace.Wish(job, name, now);
            var file = await files.AddAsync(run.RunId, name, export, cancellationToken);
            if (inbox.TryClaim(file)) await FinishAsync(job, inbox, file, cancellationToken);
            else await files.DropAsync(file.FileId, cancellationToken);
        }

        return waiting.Count - complete.Count;
    }

    // From wherever it stands: the process that began may have died with it in hand.
    private async Task FinishAsync(Job job, Inbox inbox, InboxFile file, CancellationToken cancellationToken)
    {
        if (file is { BatchId: null, Reason: null })
        {
            if (!inbox.HasClaimed(file))
            {
                await files.DropAsync(file.FileId, cancellationToken);
                return;
            }

            file = file with { Reason = await SubmitAsync(job, inbox, file, cancellationToken) };
        }
        else if (file.BatchId is { } batch)
        {
            await SplitAsync(batch, cancellationToken);
        }

        inbox.PutAway(file);
        await files.SettleAsync(file.FileId, cancellationToken);
    }

    // Why the file is rejected; null if it is not.
    private async Task<string?> SubmitAsync(
        Job job, Inbox inbox, InboxFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var submission = await Submission.OpenAsync(
                inbox.OpenClaimed(file),
                job,
                new SubmissionWishes(file.Name) { Folder = inbox.Folder },
                pool.Now,
                cancellationToken);
            var batch = submission.Batch with { Columns = submission.Shape.Columns, InboxFile = file.FileId };
            var stored = await batches.AddAsync(batch, submission.ReadAsync(cancellationToken), cancellationToken);
            await SplitAsync(stored.BatchId, cancellationToken);
            return null;
        }
        catch (InputException mistake)
        {
            LogRejected(file.Name, job.Definition.Name, mistake.Message);
            await files.RejectAsync(file.FileId, mistake.Message, cancellationToken);
            return mistake.Message;
        }
    }

    private Task SplitAsync(long batchId, CancellationToken cancellationToken) =>
        jobs.RunOnceAsync(SplitWork.For(batchId), null, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} of the inbox of {Job} is rejected: {Reason}")]
    private partial void LogRejected(string file, string job, string reason);
}
