using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Review;

/// <summary>How documents are read and corrected; the composition root says where they are kept.</summary>
public sealed record ReviewSources
{
    /// <summary>A page of a batch's documents.</summary>
    public required Func<DocumentQuery, CancellationToken, Task<DocumentPage>> FindPage { get; init; }

    /// <summary>One document of a batch; null when there is none of that number.</summary>
    public required Func<long, int, CancellationToken, Task<ReviewedDocument?>> Find { get; init; }

    /// <summary>The picture of a document; null when it has none.</summary>
    public required Func<long, int, CancellationToken, Task<Picture?>> ReadPicture { get; init; }

    /// <summary>Puts a value in the place of a field's; false when the document has no fields.</summary>
    public required Func<DocumentField, JsonNode?, CancellationToken, Task<bool>> Correct { get; init; }

    /// <summary>Puts the first value back; false when it was never corrected.</summary>
    public required Func<DocumentField, CancellationToken, Task<bool>> Restore { get; init; }

    /// <summary>Approves a document, or takes that back; false when it has no fields.</summary>
    public required Func<long, int, bool, CancellationToken, Task<bool>> Approve { get; init; }

    /// <summary>The approved documents of a batch, streamed.</summary>
    public required Func<long, CancellationToken, IAsyncEnumerable<GoldDocument>> ReadGold { get; init; }
}

/// <summary>One field of a document.</summary>
public sealed record DocumentField(long BatchId, int DocumentNo, string Field);
