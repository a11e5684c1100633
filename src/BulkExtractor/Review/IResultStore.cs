using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;

namespace BulkExtractor.Review;

/// <summary>Reads what came of a batch's documents, and keeps what people say of it.</summary>
public interface IResultStore
{
    /// <summary>What a batch's exports look like; null when there is no such batch.</summary>
    Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken);

    /// <summary>Documents with their results, in the input's order, streamed.</summary>
    IAsyncEnumerable<ExportRow> ReadAsync(ResultQuery query, CancellationToken cancellationToken);

    /// <summary>The approved documents of a batch, streamed.</summary>
    IAsyncEnumerable<GoldDocument> ReadGoldAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>A page of a batch's documents.</summary>
    Task<DocumentPage> FindPageAsync(DocumentQuery query, CancellationToken cancellationToken);

    /// <summary>Where a document stands among those of a query.</summary>
    /// <param name="query">With <see cref="DocumentQuery.Skip"/> on the document itself, where they are sorted.</param>
    Task<DocumentPlace> FindPlaceAsync(DocumentQuery query, int documentNo, CancellationToken cancellationToken);

    /// <summary>What is in the fields of a batch that ended, by their names; nothing before it is worked out.</summary>
    Task<IReadOnlyDictionary<string, FieldFacts>> ReadFactsAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>Works out what is in the fields of some batches that ended; how many they were.</summary>
    Task<int> MakeFactsAsync(CancellationToken cancellationToken);

    /// <summary>One document of a batch; null when there is none of that number.</summary>
    Task<ReviewedDocument?> FindAsync(long batchId, int documentNo, CancellationToken cancellationToken);

    /// <summary>A picture of a document by its number, from 1; null when it has none of that number.</summary>
    Task<Picture?> FindPictureAsync(long batchId, int documentNo, int number, CancellationToken cancellationToken);

    /// <summary>Puts a value in the place of a field's; false when the document has no fields.</summary>
    Task<bool> CorrectAsync(DocumentField field, JsonNode? value, CancellationToken cancellationToken);

    /// <summary>Puts the first value back; false when it was never corrected.</summary>
    Task<bool> RestoreAsync(DocumentField field, CancellationToken cancellationToken);

    /// <summary>Approves a document, or takes that back; false when it has no fields.</summary>
    Task<bool> ApproveAsync(long batchId, int documentNo, bool approved, CancellationToken cancellationToken);
}

/// <summary>One field of a document.</summary>
public sealed record DocumentField(long BatchId, int DocumentNo, string Field);
