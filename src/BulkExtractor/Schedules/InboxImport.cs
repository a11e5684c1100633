using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Submissions;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>Takes files out of an inbox: each becomes one batch, or is rejected with the reason.</summary>
public sealed partial class InboxImport(
    IScheduleStore schedules, IBatchStore batches, IBackgroundJobs jobs, LivePool pool, InputBounds bounds,
    TimeProvider clock, ILogger<InboxImport> logger)
{
    /// <summary>Takes what is complete, and first what somebody took and could not finish.</summary>
    /// <returns>How many files are still being written.</returns>
    public async Task<int> TakeAsync(ScheduleRun run, CancellationToken cancellationToken)
    {
        var job = JobFile.Read(run.Folder);
        var inbox = Inbox.For(job);
        // Before any file is read: a pool without a fitting model is no fault of theirs.
        Submission.CheckModels(job, new SubmitOptions(run.Job), pool.Now);
        var growing = 0;
        foreach (var left in await schedules.ListUnsettledFilesAsync(run.Job, cancellationToken))
            growing += await FinishAsync(job, inbox, left, cancellationToken) ? 0 : 1;

        var refused = await RefusedAsync(run, cancellationToken);
        foreach (var name in inbox.List().Where(name => !refused.Contains(name)))
            growing += await TakeAsync(run, job, inbox, name, cancellationToken) ? 0 : 1;

        foreach (var late in inbox.TakeLateRows(clock.GetUtcNow())) LogLateRows(job.Definition.Name, late);
        return growing;
    }

    // What could not even be moved lies in the inbox still: to say so once a run is enough.
    private async Task<HashSet<string>> RefusedAsync(ScheduleRun run, CancellationToken cancellationToken) =>
        [.. (await schedules.ListFilesAsync(run.RunId, cancellationToken))
            .Where(file => file.Reason is not null)
            .Select(file => file.Name)];

    // False while the file is being written.
    private async Task<bool> TakeAsync(
        ScheduleRun run, Job job, Inbox inbox, string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!inbox.IsComplete(name, now)) return false;
        var file = await schedules.AddFileAsync(run.RunId, name, ExportPlace.Wish(job, name, now), cancellationToken);
        return !await ClaimAsync(job, inbox, file, cancellationToken)
            || await FinishAsync(job, inbox, file, cancellationToken);
    }

    private async Task<bool> ClaimAsync(Job job, Inbox inbox, InboxFile file, CancellationToken cancellationToken)
    {
        try
        {
            if (inbox.TryClaim(file)) return true;
            await schedules.DropFileAsync(file.FileId, cancellationToken);
        }
        catch (InputException stuck)
        {
            await RejectAsync(job, file, stuck.Message, cancellationToken);
            await schedules.SettleFileAsync(file.FileId, cancellationToken);
        }

        return false;
    }

    // From wherever it stands: the process that began may have died with it in hand. False while it is being written.
    private async Task<bool> FinishAsync(Job job, Inbox inbox, InboxFile file, CancellationToken cancellationToken)
    {
        var read = inbox.StampOf(file);
        if (file is { BatchId: null, Reason: null })
        {
            if (!inbox.HasClaimed(file))
            {
                await schedules.DropFileAsync(file.FileId, cancellationToken);
                return true;
            }

            if (!inbox.IsComplete(file, clock.GetUtcNow())) return false;
            try
            {
                file = file with { Reason = await SubmitAsync(job, inbox, file, read, cancellationToken) };
            }
            catch (FileChangedException)
            {
                LogChanged(file.Name, job.Definition.Name);
                return false;
            }
        }
        else if (file.BatchId is { } batch)
        {
            await SplitAsync(batch, cancellationToken);
        }

        await PutAwayAsync(inbox, file, read, cancellationToken);
        return true;
    }

    // What cannot be put away now is no reason to leave the others: the next run tries again.
    private async Task PutAwayAsync(
        Inbox inbox, InboxFile file, FileStamp read, CancellationToken cancellationToken)
    {
        try
        {
            inbox.PutAway(file, read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotPutAway(file.Name, inbox.Folder, problem.Message);
            return;
        }

        await schedules.SettleFileAsync(file.FileId, cancellationToken);
    }

    // Why the file is rejected; null if it is not.
    private async Task<string?> SubmitAsync(
        Job job, Inbox inbox, InboxFile file, FileStamp read, CancellationToken cancellationToken)
    {
        try
        {
            await StoreAsync(job, inbox, file, read, cancellationToken);
            return null;
        }
        catch (Exception problem) when (problem is InputException or IOException or UnauthorizedAccessException)
        {
            // Half a row is no fault of the file's while somebody writes the other half.
            if (inbox.StampOf(file) != read) throw new FileChangedException();
            var reason = problem is InputException ? problem.Message : $"{file.Name} cannot be read: {problem.Message}";
            await RejectAsync(job, file, reason, cancellationToken);
            return reason;
        }
    }

    private async Task StoreAsync(
        Job job, Inbox inbox, InboxFile file, FileStamp read, CancellationToken cancellationToken)
    {
        await using var submission = await Submission.OpenAsync(
            inbox.OpenClaimed(file),
            job,
            new SubmitOptions(file.Name) { Folder = inbox.Folder, Bounds = bounds },
            pool.Now,
            cancellationToken);
        var batch = submission.Batch with { Columns = submission.Shape.Columns, InboxFile = file.FileId };
        var documents = Unchanged(submission.ReadAsync(cancellationToken), () => inbox.StampOf(file) == read);
        var stored = await batches.AddAsync(batch, documents, cancellationToken);
        await SplitAsync(stored.BatchId, cancellationToken);
    }

    // All of the documents, or an exception before any is stored.
    private static async IAsyncEnumerable<Document> Unchanged(IAsyncEnumerable<Document> documents, Func<bool> isSame)
    {
        await foreach (var document in documents) yield return document;
        if (!isSame()) throw new FileChangedException();
    }

    private Task RejectAsync(Job job, InboxFile file, string reason, CancellationToken cancellationToken)
    {
        LogRejected(file.Name, job.Definition.Name, reason);
        return schedules.RejectFileAsync(file.FileId, reason, cancellationToken);
    }

    private Task SplitAsync(long batchId, CancellationToken cancellationToken) =>
        jobs.SplitAsync(batchId, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} of the inbox of {Job} is rejected: {Reason}")]
    private partial void LogRejected(string file, string job, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} of the inbox of {Job} changed while it was read; it is read again once it is quiet.")]
    private partial void LogChanged(string file, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox of {Job}: {Told}")]
    private partial void LogLateRows(string job, string told);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} cannot be put away in {Folder}: {Problem} The next run tries again.")]
    private partial void LogNotPutAway(string file, string folder, string problem);

    private sealed class FileChangedException : Exception;
}
