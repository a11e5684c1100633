using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Submissions;

namespace BulkExtractor.Web.Submitting;

/// <summary>Where inputs come in: opens them under a job, previews them, stores them.</summary>
internal sealed class SubmissionService(DashboardSources sources)
{
    private readonly BatchSubmitter _intake = new(sources.Batches, sources.Background);

    /// <summary>How an input would be read and what it would cost.</summary>
    public async Task<Preview> PreviewAsync(
        Stream csv, SubmitOptionsQuery options, string name, CancellationToken cancellationToken)
    {
        await using var submission = await OpenAsync(csv, options, name, cancellationToken);
        return await Preview.ReadAsync(submission, sources.Models, cancellationToken);
    }

    /// <summary>Stores an input as a batch, all or nothing, and says its price.</summary>
    /// <param name="key">The submitter's key: the same one again is the same submission; null makes it new.</param>
    public async Task<SubmissionReceipt> SubmitAsync(
        Stream csv, SubmitOptionsQuery options, string name, string? key, CancellationToken cancellationToken)
    {
        await using var submission = await OpenAsync(csv, options, name, cancellationToken);
        submission.Key = key;
        var batch = await _intake.StoreAsync(submission, cancellationToken);
        var workers = await sources.Models.Workers(submission.Batch.Accounts, cancellationToken);
        var price = await sources.Models.Estimate(submission, cancellationToken);
        return new SubmissionReceipt(batch, price.Outlook.Requests, workers > 0);
    }

    private Task<Submission> OpenAsync(
        Stream csv, SubmitOptionsQuery options, string name, CancellationToken cancellationToken)
    {
        var pool = sources.Models.Pool();
        if (pool.Models.Count == 0)
        {
            throw new InputException(
                "no model can be used, so nothing can be extracted: set OPENROUTER_API_KEY or LOCALAI_ADDRESS "
                + "and start 'bulk serve' again; 'bulk serve --simulate' needs neither");
        }

        var job = ListedJobs.Find(sources.JobsFolder, options.Job);
        return Submission.OpenAsync(csv, job, options.ToOptions(name), pool, cancellationToken);
    }
}

/// <summary>A batch that was stored, and its price.</summary>
/// <param name="Requests">The requests it will take if nothing fails.</param>
/// <param name="Worked">Whether a worker is there for it.</param>
internal sealed record SubmissionReceipt(BatchProgress Batch, int Requests, bool Worked);
