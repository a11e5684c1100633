using BulkExtractor.Web.Submitting;

namespace BulkExtractor.Web.Pages;

/// <param name="Id">The upload's id.</param>
/// <param name="Said">What was said about the batch, by name.</param>
public sealed record PreviewModel(
    string Id, string Source, IReadOnlyDictionary<string, string> Said, IReadOnlyList<ListedJob> Jobs)
{
    /// <summary>How it would be read; null when it cannot be.</summary>
    public Preview? Preview { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Problem { get; init; }
}
