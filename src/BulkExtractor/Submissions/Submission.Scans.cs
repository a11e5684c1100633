using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Files;
using BulkExtractor.Documents.Scans;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Submissions;

/// <content>The files that its documents name, and what becomes of scans.</content>
public sealed partial class Submission
{
    /// <summary>What the scans take that were read; null where there were none.</summary>
    public ScanPrice? Scans => Tally.Scans == 0
        ? null
        : new ScanPrice(Tally.Scans, Tally.ScannedPages, Job.Input.Scans)
        {
            Tokens = Tally.ScanTokens,
            Requests = Job.Input.Scans == ScanUse.Text ? 0 : ScanRequests(),
            Models = Seeing.Count,
            AllModels = Candidates.Count,
        };

    private IReadOnlyList<Model> Seeing => [.. Candidates.Where(model => model.ReadsImages)];

    // Where there is nothing but pictures, the others have no part in it.
    private IReadOnlyList<Model> Asked => Tally.HoldsOnlyPictures && Seeing.Count > 0 ? Seeing : Candidates;

    private static void CheckPrograms(JobInput input)
    {
        if (input.Scans == ScanUse.Text && !new Tesseract(TimeProvider.System).IsInstalled)
        {
            throw new InputException(
                $"input.scans: text needs tesseract, which is not there: {Tesseract.HowToInstall}, or take "
                + "input.scans: pictures");
        }
    }

    private IAsyncEnumerable<Document> WithFiles(
        IAsyncEnumerable<Document> rows, int drawn, CancellationToken cancellationToken)
    {
        if (!Job.Input.NamesFiles) return rows;
        var input = Job.Input with { Encoding = _options.Encoding ?? Job.Input.Encoding };
        var clock = TimeProvider.System;
        var files = new DocumentFiles(
            input, new AllowedFolder(_options.Folder ?? Job.Folder), new PdfText(clock), Reader(clock), _options.Source,
            Batch.Notes)
        {
            Drawn = drawn,
        };
        return files.ReadAsync(rows, cancellationToken);
    }

    private ScanReader Reader(TimeProvider clock) =>
        new(new PdfPages(clock), new Tesseract(clock), Job.Input.Scans)
        {
            NoTaker = Seeing.Count > 0
                ? null
                : $"no model that may work on {Batch.Definition.Name} reads pictures: "
                    + "name one with 'inputs: [text, image]', or take input.scans: text",
            MostTokens = Seeing.Select(model => Budget(model).AloneTokens - PackBudget.TagTokens)
                .DefaultIfEmpty(int.MaxValue).Max(),
            FindsPlaces = Batch.Definition.Ground,
        };

    // A request takes few pictures, or all of one document.
    private static List<Document> WithinPictures(IReadOnlyList<Document> documents)
    {
        var (taken, pictures) = (new List<Document>(), 0);
        foreach (var document in documents)
        {
            pictures += document.Pictures.Count;
            if (taken.Count > 0 && pictures > PackBudget.Pictures) break;
            taken.Add(document);
        }

        return taken;
    }

    private int ScanRequests()
    {
        var tokens = PackBudget.TagTokens + ((double)Tally.ScanTokens / Tally.Scans);
        var most = PackBudget.MostWith((double)Tally.ScannedPages / Tally.Scans);
        var pack = Seeing.Select(model => Math.Min(most, Budget(model).DocumentsOf(tokens))).DefaultIfEmpty(1).Max();
        return (int)Math.Ceiling(Tally.Scans * ExpectedAnswers / pack);
    }
}
