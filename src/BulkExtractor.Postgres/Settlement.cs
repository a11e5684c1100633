using BulkExtractor.Batches;
using BulkExtractor.Recording;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Ends questions about chunks that have an answer already, within one transaction.</summary>
internal static class Settlement
{
    // Every chunk of theirs has an answer or none is ended, so nobody else is named.
    private static readonly AnswerSource Nobody = new("", 0);

    /// <summary>Ends them; the batches whose counts are to be folded once that is committed.</summary>
    public static async Task<IReadOnlyList<long>> WriteAsync(
        NpgsqlConnection connection,
        Batch batch,
        IReadOnlyCollection<OpenQuestion> questions,
        string reason,
        CancellationToken cancellationToken)
    {
        List<(long BatchId, int DocumentNo)> documents =
            [.. questions.Select(question => (question.BatchId, question.DocumentNo)).Distinct()];
        var settled = new StatementBatch(connection);
        DocumentLocks.Take(settled, documents);
        settled.Add(
            "settle_chunks",
            Bigints("chunks", questions.Select(question => question.ChunkId)),
            Bigints("tokens", questions.Select(question => question.LeaseToken)),
            Text("reason", reason));
        await settled.RunAsync(cancellationToken);
        var recorded = new RecordedBatch(new OutcomeTerms(batch.Definition, batch.Settings.Inquiry), Nobody);
        var results = await new DocumentOutcomes(
            connection, new Dictionary<long, RecordedBatch> { [batch.BatchId] = recorded }).EndAsync(
            documents, cancellationToken);
        return await DocumentResults.AddAsync(connection, results, cancellationToken);
    }
}

/// <summary>A question about a chunk that has an answer already.</summary>
internal sealed record OpenQuestion(long BatchId, int DocumentNo, long ChunkId, long LeaseToken)
{
    public static OpenQuestion For(LeasedChunk chunk) =>
        new(chunk.BatchId, chunk.DocumentNo, chunk.ChunkId, chunk.LeaseToken);
}
