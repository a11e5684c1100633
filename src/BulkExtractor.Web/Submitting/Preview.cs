using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Calls;
using BulkExtractor.Documents;
using BulkExtractor.Submissions;

namespace BulkExtractor.Web.Submitting;

/// <summary>How an input would be read and what it would cost, before anything is stored or spent.</summary>
public sealed record Preview
{
    private const int MostRows = 5;

    public required TableShape Shape { get; init; }

    public required IReadOnlyList<Document> Rows { get; init; }

    public required int Documents { get; init; }

    /// <summary>What would not be taken as it stands, a sentence for each kind.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The first request, as it would be sent.</summary>
    public required JsonNode Request { get; init; }

    /// <summary>The models that may read it, the one that is asked first in front.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    public required Estimate Price { get; init; }

    /// <summary>What the terms say of accounts that read the texts, or are left out: a sentence each.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>What the scans among the documents take; null where there are none.</summary>
    public ScanPrice? Scans { get; init; }

    /// <summary>Reads a submission to its end: every row is checked, few are kept.</summary>
    internal static async Task<Preview> ReadAsync(
        Submission submission, DashboardServices services, CancellationToken cancellationToken)
    {
        var (first, count) = (new List<Document>(), 0);
        var shown = Math.Max(MostRows, submission.FirstPackSize);
        await foreach (var document in submission.ReadAsync(cancellationToken, drawn: shown))
        {
            if (first.Count < shown) first.Add(document);
            count++;
        }

        var pack = submission.FirstPack([.. first.Take(submission.FirstPackSize)]);
        return new Preview
        {
            Shape = submission.Shape,
            Rows = [.. first.Take(MostRows)],
            Documents = count,
            Notes = submission.Batch.Notes.Sentences,
            Request = JsonNode.Parse(Encoding.UTF8.GetString(Prompt.Write(pack)))!,
            Scans = submission.Scans,
            Terms = submission.TrainingNotices,
            Models = [.. submission.Candidates.Select(model => model.Id)],
            Price = await Estimate.CalculateAsync(
                submission, services.Forecasts, services.Clock.GetUtcNow(), cancellationToken),
        };
    }
}
