using BulkExtractor.Basics;
using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Review;

namespace BulkExtractor.Submissions;

/// <summary>Some rows are asked about to find out a new job's fields, as a batch that counts like any other.</summary>
public static class JobTrial
{
    private const int MostRows = 20;

    /// <summary>The batch, not stored yet: one pack, so one request unless the rows are too long for one.</summary>
    /// <param name="folder">Where the job will be.</param>
    public static Task<Submission> OpenAsync(
        JobDraft draft,
        IReadOnlyList<AskedField> asked,
        string folder,
        Pool pool,
        CancellationToken cancellationToken)
    {
        var texts = draft.Sample(MostRows);
        if (texts.Count == 0) throw new InputException($"the column {draft.Text} holds no text to ask about");
        var job = new Job
        {
            Definition = AskedField.Define(draft.Name, asked),
            Input = GoldSet.Input,
            Folder = folder,
        };
        var rows = new GoldSet($"{draft.Name} --ask", [.. texts.Select(text => new GoldRow(text, []))], []);
        var options = new SubmitOptions(rows.Name) { Pack = texts.Count, Fresh = true };
        return Submission.OpenAsync(rows.ToCsv(), job, options, pool, cancellationToken);
    }

    /// <summary>What follows from the answers of such a batch; null where there is no such batch.</summary>
    public static async Task<JobProposal?> ReadAsync(
        IResultStore results, long batchId, CancellationToken cancellationToken)
    {
        if (await results.FindShapeAsync(batchId, cancellationToken) is not { } found) return null;
        var asked = AskedField.In(found.Definition);
        var rows = await results.ReadAsync(new ResultQuery(batchId), cancellationToken)
            .Take(MostRows).ToListAsync(cancellationToken);
        if (asked.Count == 0 || rows.Count == 0) return null;
        return rows.TrueForAll(row => row.Fields is null)
            ? throw new InputException($"none of the rows was answered: {rows[0].Error}")
            : JobProposal.Create(asked, [.. rows.Select(row => (row.Columns[0], row.Answer))]);
    }
}
