using BulkExtractor.Batches;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Reads pictures where they are kept, beside their documents.</summary>
internal static class PictureRows
{
    /// <summary>The pictures of documents, in their order; none where there are none.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<Picture>>> ReadAsync(
        Database database, IReadOnlyList<(long Batch, int Document)> documents, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Picture>>(
            "read_pictures",
            row => row.BytesOrNull("picture") is { } all ? Part(all, row.IntegersOrNull("picture_sizes")) : [],
            cancellationToken,
            Bigints("batches", documents.Select(document => document.Batch)),
            Integers("documents", documents.Select(document => document.Document)));

    /// <summary>One picture of a document by its number, from 1; null where there is none.</summary>
    public static Task<Picture?> FindAsync(
        Database database, long batch, int document, int number, CancellationToken cancellationToken) =>
        database.FindAsync(
            "read_picture",
            row => Picture.Read(row.Bytes("picture")),
            cancellationToken,
            Bigint("batch", batch),
            Integer("document", document),
            Integer("number", number));

    /// <summary>Pictures one behind the other, as they are kept; null where there are none.</summary>
    public static byte[]? Join(IReadOnlyList<Picture> pictures) => pictures.Count switch
    {
        0 => null,
        1 => pictures[0].Bytes,
        _ => Concat([.. pictures.Select(picture => picture.Bytes)]),
    };

    /// <summary>How long each of several is; null where there is one at most.</summary>
    public static IReadOnlyList<int>? SizesOf(IReadOnlyList<Picture> pictures) =>
        pictures.Count > 1 ? [.. pictures.Select(picture => picture.Bytes.Length)] : null;

    private static byte[] Concat(IReadOnlyList<byte[]> parts)
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        var start = 0;
        foreach (var part in parts)
        {
            part.CopyTo(whole, start);
            start += part.Length;
        }

        return whole;
    }

    private static List<Picture> Part(byte[] pictures, IReadOnlyList<int>? sizes)
    {
        var parted = new List<Picture>();
        var start = 0;
        foreach (var size in sizes ?? [pictures.Length])
        {
            if (Picture.Read(pictures[start..(start + size)]) is { } picture) parted.Add(picture);
            start += size;
        }

        return parted;
    }
}
