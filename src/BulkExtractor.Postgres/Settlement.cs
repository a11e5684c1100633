using BulkExtractor.Batches;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Ends questions about chunks that have an answer already, within one transaction.</summary>
internal static class Settlement
{
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        Batch batch,
        IReadOnlyCollection<OpenLook> looks,
        string reason,
        CancellationToken cancellationToken)
    {
        List<(long BatchId, int DocumentNo)> documents =
            [.. looks.Select(look => (look.BatchId, look.DocumentNo)).Distinct()];
        await DocumentLocks.TakeAsync(connection, documents, cancellationToken);
        await connection.RunAsync(
            "settle_chunks",
            cancellationToken,
            Bigints("chunks", looks.Select(look => look.ChunkId)),
            Bigints("tokens", looks.Select(look => look.LeaseToken)),
            Text("reason", reason));
        // Every chunk of them has an answer or none is ended, so nobody else is named.
        var terms = new Terms(batch.Definition, batch.Settings.Inquiry, "", 0);
        var results = await new DocumentUnion(connection, _ => terms).EndAsync(documents, cancellationToken);
        await DocumentResults.AddAsync(connection, results, cancellationToken);
    }
}

/// <summary>A chunk that has an answer and waits for another one.</summary>
internal sealed record OpenLook(long BatchId, int DocumentNo, long ChunkId, long LeaseToken)
{
    public static OpenLook Of(LeasedChunk chunk) =>
        new(chunk.BatchId, chunk.DocumentNo, chunk.ChunkId, chunk.LeaseToken);
}
