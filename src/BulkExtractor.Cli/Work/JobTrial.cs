using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>Finds out what a new job's fields are, by a small batch of its own that counts like any other.</summary>
internal sealed class JobTrial(AppServices app, UsedModels models, Terminal terminal)
{
    private const int MostRows = 20;

    /// <summary>What follows from the answers; null where they did not come in time.</summary>
    public async Task<JobProposal?> AskAsync(
        JobDraft draft, IReadOnlyList<AskedField> asked, TimeSpan? atMost, StopSignals signals)
    {
        var texts = draft.Sample(MostRows);
        if (texts.Count == 0) throw new InputException($"the column {draft.Text} holds no text to ask about");
        await using var submission = await OpenAsync(draft, asked, texts, signals.Drain);
        foreach (var notice in submission.TrainingNotices) terminal.Warn(notice);
        terminal.Progress($"Asking for {asked.Count} fields in {texts.Count} rows …");

        var batch = await new SubmissionRun(app, models, terminal).RunAsync(submission, atMost, signals);
        if (!batch.Ended)
        {
            terminal.Warn($"Batch {batch.BatchId} has no answers yet and is cancelled; nothing was written.");
            await app.Batches.CancelAsync(batch.BatchId, CancellationToken.None);
            return null;
        }

        var rows = await app.Get<IResultStore>().ReadAsync(batch.BatchId, null, CancellationToken.None).ToListAsync();
        if (rows.TrueForAll(row => row.Fields is null))
            throw new InputException($"none of the rows was answered: {rows[0].Error}; nothing was written");
        terminal.Progress($"Batch {batch.BatchId}: {batch.Requests} requests.");
        return JobProposal.Create(asked, [.. rows.Select((row, place) => (texts[place], row.Answer))]);
    }

    // One pack of all rows: by one request, unless they are too long for one.
    private Task<Submission> OpenAsync(
        JobDraft draft,
        IReadOnlyList<AskedField> asked,
        IReadOnlyList<string> texts,
        CancellationToken cancellationToken)
    {
        var job = new Job
        {
            Definition = AskedField.Define(draft.Name, asked),
            Input = GoldSet.Input,
            Folder = RepositoryRoot.Jobs,
        };
        var rows = new GoldSet($"{draft.Name} --ask", [.. texts.Select(text => new GoldRow(text, []))], []);
        var options = new SubmitOptions(rows.Name) { Pack = texts.Count, Fresh = true };
        return Submission.OpenAsync(rows.ToCsv(), job, options, models.Pool, cancellationToken);
    }
}
