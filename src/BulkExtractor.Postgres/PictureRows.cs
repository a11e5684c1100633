using BulkExtractor.Batches;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Reads pictures where they are kept, beside their documents.</summary>
internal static class PictureRows
{
    /// <summary>The pictures of documents, in their order; null where there is none.</summary>
    public static Task<IReadOnlyList<Picture?>> ReadAsync(
        Database database, IReadOnlyList<(long Batch, int Document)> documents, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_pictures",
            row => row.BytesOrNull("picture") is { } picture ? Picture.Read(picture) : null,
            cancellationToken,
            Bigints("batches", documents.Select(document => document.Batch)),
            Integers("documents", documents.Select(document => document.Document)));
}
