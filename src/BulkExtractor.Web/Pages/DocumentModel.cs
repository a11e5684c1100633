using BulkExtractor.Jobs;
using BulkExtractor.Review;

namespace BulkExtractor.Web.Pages;

/// <param name="Columns">The names of the user's own columns.</param>
/// <param name="Problem">Why the last correction was not taken; null when all is well.</param>
public sealed record DocumentModel(
    BatchProgress Batch,
    Definition Definition,
    IReadOnlyList<string> Columns,
    ReviewedDocument Document,
    string? Problem)
{
    /// <summary>Where the values stand in the text.</summary>
    public IReadOnlyList<ValuePlace> Places { get; } = ValuePlaces.Locate(Document);

    /// <summary>What is known of a document; null when there is none of that number.</summary>
    internal static async Task<DocumentModel?> ReadAsync(
        DashboardServices services, long batchId, int row, string? problem, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batchId, cancellationToken) is not { } batch) return null;
        if (await services.Results.FindAsync(batchId, row, cancellationToken) is not { } document) return null;
        var (definition, shape) = (await services.Results.FindShapeAsync(batchId, cancellationToken))!.Value;
        return new DocumentModel(batch, definition, shape.Columns, document, problem);
    }
}
