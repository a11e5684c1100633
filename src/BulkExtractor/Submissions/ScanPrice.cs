using System.Globalization;
using BulkExtractor.Jobs;

namespace BulkExtractor.Submissions;

/// <summary>What the scans of an input take: only models that read pictures are asked about them.</summary>
public sealed record ScanPrice(int Documents, int Pages, ScanUse Use)
{
    /// <summary>The estimated tokens of what is sent of them.</summary>
    public long Tokens { get; init; }

    /// <summary>The requests that they take by themselves if none fails; 0 where their text is sent.</summary>
    public int Requests { get; init; }

    /// <summary>How many of the models read pictures.</summary>
    public int Models { get; init; }

    /// <summary>How many models there are.</summary>
    public int AllModels { get; init; }

    /// <summary>All of it in a sentence without its end.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Documents == 1 ? "1 document is a scan" : $"{Documents:N0} documents are scans")} with "
        + $"{(Pages == 1 ? "1 page" : $"{Pages:N0} pages")}: {Way}");

    private string Way => Use == ScanUse.Text
        ? FormattableString.Invariant($"tesseract reads them, and what it reads is about {Tokens:N0} tokens")
        : FormattableString.Invariant(
            $"only models that read pictures are asked ({Models} of {AllModels}), ")
            + FormattableString.Invariant(
                $"with about {Tokens:N0} tokens in about {Requests:N0} {(Requests == 1 ? "request" : "requests")}");
}
