using BulkExtractor.Documents.Tables;
using BulkExtractor.Models;
using BulkExtractor.Submissions;

namespace BulkExtractor.Web.Submitting;

/// <summary>Where inputs come in: opens them under a job, previews them, stores them.</summary>
internal sealed class SubmissionService(
    BatchSubmitter submitter, KnownDocuments documents, DashboardServices services)
{
    private InputBounds Bounds => services.Options.Inputs.ForApi();

    /// <summary>The files of a request.</summary>
    public Task<RequestFiles> ReadAsync(HttpRequest request, string? name, CancellationToken cancellationToken) =>
        RequestFiles.ReadAsync(request, name, Bounds, cancellationToken);

    /// <summary>How an input would be read and what it would cost.</summary>
    public async Task<Preview> PreviewAsync(
        IReadOnlyList<IncomingFile> files, SubmitOptionsQuery options, string name, CancellationToken cancellationToken)
    {
        await using var submission = await OpenAsync(files, options, name, cancellationToken);
        return await Preview.ReadAsync(submission, services, cancellationToken);
    }

    /// <summary>Stores an input as a batch, all or nothing, and says its price.</summary>
    /// <param name="key">The submitter's key: the same one again is the same submission; null makes it new.</param>
    public async Task<SubmissionReceipt> SubmitAsync(
        IReadOnlyList<IncomingFile> files,
        SubmitOptionsQuery options,
        string name,
        string? key,
        CancellationToken cancellationToken)
    {
        await using var submission = await OpenAsync(files, options, name, cancellationToken);
        if (key is not null) submission.Identify(key, options.Said);
        var batch = await submitter.StoreAsync(submission, cancellationToken);
        var workers = await services.Workers.CountAsync(submission.Batch.Accounts, cancellationToken);
        var requests = await services.Batches.FindPriceAsync(batch.BatchId, cancellationToken)
            ?? await EstimateAsync(submission, batch.BatchId, cancellationToken);
        return new SubmissionReceipt(batch, requests, workers > 0);
    }

    /// <summary>The models that there are; fails with one line where there is none.</summary>
    public Pool UsablePool() => services.Pool.Now is { Models.Count: > 0 } pool
        ? pool
        : throw new InputException(
            "no model can be used, so nothing can be extracted: set OPENROUTER_API_KEY or LOCALAI_ADDRESS "
            + "and start 'bulk serve' again; 'bulk serve --simulate' needs neither");

    // Read to its end here where it was stored before, by somebody who died before the price was told.
    private async Task<int> EstimateAsync(Submission submission, long batchId, CancellationToken cancellationToken)
    {
        if (submission.Tally.Documents == 0)
            await foreach (var _ in submission.ReadAsync(cancellationToken, drawn: 0)) { }

        var known = await documents.ShareAsync(batchId, cancellationToken);
        var details = await submission.ProspectAsync(services.Forecasts, known, cancellationToken);
        await services.Batches.KeepPriceAsync(batchId, details.Forecast.Requests, cancellationToken);
        return details.Forecast.Requests;
    }

    private Task<Submission> OpenAsync(
        IReadOnlyList<IncomingFile> files, SubmitOptionsQuery options, string name, CancellationToken cancellationToken)
    {
        var pool = UsablePool();
        var job = ListedJobs.Find(services.Options.JobsFolder, options.Job);
        var said = options.ToOptions(name, Bounds);
        return Submission.OpenAsync(files, job, said, pool, cancellationToken);
    }
}

/// <summary>A batch that was stored, and its price.</summary>
/// <param name="Requests">The requests it will take if nothing fails.</param>
/// <param name="Worked">Whether a worker is there for it.</param>
internal sealed record SubmissionReceipt(BatchProgress Batch, int Requests, bool Worked);
