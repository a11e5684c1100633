using BulkExtractor.Batches;
using BulkExtractor.Documents;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Streams documents into a batch through one COPY.</summary>
internal static class DocumentCopy
{
    private const int Columns = 14;

    // The end of a long COPY writes much at once.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="keys">Notes the documents' keys.</param>
    /// <returns>How many documents there were.</returns>
    public static async Task<int> RunAsync(
        NpgsqlConnection connection,
        long batchId,
        IAsyncEnumerable<Document> documents,
        SeenKeys keys,
        CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "copy bulk.documents (batch_id, document_no, key, text, image, picture, picture_sizes, problem, note, "
            + "columns, hash, tokens, picture_tokens, seen) from stdin (format binary)",
            cancellationToken);
        copy.ReadTimeout = (int)Patience.TotalMilliseconds;
        var isWhole = false;
        try
        {
            var count = await WriteAsync(new BinaryRows(copy), batchId, documents, keys, cancellationToken);
            isWhole = true;
            return count;
        }
        finally
        {
            // Without this call the rows that came before an exception would be taken for all.
            if (!isWhole) await copy.CancelAsync();
        }
    }

    private static async Task<int> WriteAsync(
        BinaryRows rows,
        long batchId,
        IAsyncEnumerable<Document> documents,
        SeenKeys keys,
        CancellationToken cancellationToken)
    {
        var count = 0;
        rows.Start();
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            keys.Add(document.Key);
            await rows.StartRowAsync(Columns, cancellationToken);
            rows.Add(batchId);
            rows.Add(document.Number);
            rows.Add(document.Key);
            rows.Add(document.Text);
            rows.Add(document.Image);
            rows.Add(PictureRows.Join(document.Pictures));
            rows.Add(PictureRows.SizesOf(document.Pictures));
            rows.Add(document.Problem);
            rows.Add(document.Note);
            rows.Add(document.Columns);
            rows.Add(document.Hash);
            rows.Add(document.Tokens);
            rows.Add(document.PictureTokens);
            rows.Add(document.Seen);
            count++;
        }

        await rows.EndAsync(cancellationToken);
        return count;
    }
}
