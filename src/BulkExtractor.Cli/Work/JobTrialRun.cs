using BulkExtractor.Review;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>Finds out what a new job's fields are, by a small batch of its own that counts like any other.</summary>
internal sealed class JobTrialRun(AppServices app, UsedModels models, Terminal terminal)
{
    /// <summary>What follows from the answers; null where they did not come in time.</summary>
    public async Task<JobProposal?> AskAsync(
        JobDraft draft, IReadOnlyList<AskedField> asked, TimeSpan? atMost, StopSignals signals)
    {
        await using var submission = await JobTrial.OpenAsync(
            draft, asked, RepositoryRoot.Jobs, models.Pool, signals.Drain);
        foreach (var notice in submission.TrainingNotices) terminal.Warn(notice);
        terminal.Progress($"Asking for {asked.Count} fields in {submission.Batch.Settings.Pack} rows …");

        var batch = await new SubmissionRun(app, models, terminal).RunAsync(submission, atMost, signals);
        if (!batch.Ended)
        {
            terminal.Warn($"Batch {batch.BatchId} has no answers yet and is cancelled; nothing was written.");
            await app.Batches.CancelAsync(batch.BatchId, CancellationToken.None);
            return null;
        }

        terminal.Progress($"Batch {batch.BatchId}: {batch.Requests} requests.");
        return await JobTrial.ReadAsync(app.Get<IResultStore>(), batch.BatchId, CancellationToken.None);
    }
}
