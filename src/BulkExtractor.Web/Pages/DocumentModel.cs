using BulkExtractor.Answers.Grounding;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web.Pages;

/// <param name="Columns">The names of the user's own columns.</param>
/// <param name="List">The documents among which it is looked at.</param>
/// <param name="Place">Where it stands among them.</param>
public sealed record DocumentModel(
    BatchProgress Batch,
    Definition Definition,
    IReadOnlyList<string> Columns,
    ReviewedDocument Document,
    DocumentList List,
    DocumentPlace Place)
{
    /// <summary>What somebody typed that was not taken, by field; null while nobody edits.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>Why not, by field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the values stand in the text.</summary>
    public IReadOnlyList<ValuePlace> Places { get; } = ValuePlaces.Locate(Document);

    /// <summary>What speaks for its values, and what against them.</summary>
    public Evidence Evidence { get; } =
        Evidence.From(EvidenceJson.Read(Document.Grounding ?? []), Document.Flags);

    /// <summary>What is known of a document; null when there is none of that number.</summary>
    internal static async Task<DocumentModel?> ReadAsync(
        DashboardServices services, long batchId, int row, DocumentList list, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batchId, cancellationToken) is not { } batch) return null;
        if (await services.Results.FindAsync(batchId, row, cancellationToken) is not { } document) return null;
        var (definition, shape) = (await services.Results.FindShapeAsync(batchId, cancellationToken))!.Value;
        var place = list.IsChosen
            ? await services.Results.FindPlaceAsync(list.ToQuery(batchId, definition.Fields), row, cancellationToken)
            : new DocumentPlace(document.Previous, document.Next);
        return new DocumentModel(batch, definition, shape.Columns, document, list, place);
    }

    /// <summary>The address of a document that is looked at among the same ones.</summary>
    /// <param name="steps">How many places it stands behind this one.</param>
    public string AddressOf(int row, int steps = 0) =>
        $"/batches/{Batch.BatchId}/documents/{row}{List.Moved(steps).Query}";

    /// <summary>Where its fields are edited.</summary>
    public string EditAddress => $"{Path}{List.QueryWith("edit", "true")}";

    /// <summary>Where a field's value is taken back.</summary>
    public string RestoreAddress(string field) => $"{Path}/restore{List.QueryWith("field", field)}";

    /// <summary>Where something else is done with it.</summary>
    public string AddressTo(string verb) => $"{Path}/{verb}{List.Query}";

    private string Path => $"/batches/{Batch.BatchId}/documents/{Document.Row.DocumentNo}";
}
