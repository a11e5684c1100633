using BulkExtractor.Schedules;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Removes texts and answers from PostgreSQL, a few thousand a transaction.</summary>
public sealed class PostgresExpiredTexts(Database database) : IExpiredTexts
{
    private const int RangeSize = 5_000;

    /// <inheritdoc/>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var expired = await database.ListAsync(
            "list_expired_batches",
            row => (Batch: row.Int64("batch_id"), Documents: row.Int32("document_count")),
            cancellationToken);
        foreach (var (batch, documents) in expired) await RemoveAsync(batch, documents, cancellationToken);
    }

    private async Task RemoveAsync(long batch, int documents, CancellationToken cancellationToken)
    {
        for (var first = 1; first <= documents; first += RangeSize)
        {
            foreach (var statement in new[] { "forget_documents", "forget_answers" })
                await RunAsync(statement, batch, first, cancellationToken);
        }

        await database.RunAsync("end_forgetting", cancellationToken, Bigint("batch", batch));
    }

    private Task<int> RunAsync(string statement, long batch, int first, CancellationToken cancellationToken) =>
        database.RunAsync(
            statement,
            cancellationToken,
            Bigint("batch", batch),
            Integer("first", first),
            Integer("last", first + RangeSize - 1));
}
