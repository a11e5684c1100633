using BulkExtractor.Chunking;
using BulkExtractor.Documents;
using Npgsql;
using NpgsqlTypes;

namespace BulkExtractor.Postgres;

/// <summary>Streams documents into a batch through one COPY.</summary>
internal static class DocumentCopy
{
    /// <returns>How many documents there were.</returns>
    public static async Task<int> RunAsync(
        NpgsqlConnection connection,
        long batchId,
        IAsyncEnumerable<Document> documents,
        CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy bulk.documents (batch_id, document_no, key, text, image, columns, hash, tokens) "
            + "from stdin (format binary)",
            cancellationToken);
        copy.Timeout = TimeSpan.FromMinutes(10); // the end of a long COPY writes much at once
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(batchId, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(document.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(document.Key, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(document.Text, NpgsqlDbType.Text, cancellationToken);
            if (document.Image is null) await copy.WriteNullAsync(cancellationToken);
            else await copy.WriteAsync(document.Image, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(
                document.Columns.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(document.Hash, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(TokenEstimate.Of(document.Text), NpgsqlDbType.Integer, cancellationToken);
        }

        // Leaving without this call rolls every row back, which is what an exception should do.
        return (int)await copy.CompleteAsync(cancellationToken);
    }
}
