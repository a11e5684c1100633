using BulkExtractor.Routing;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What the latest requests to each model brought.</summary>
public sealed class PostgresModelRates(Database database)
{
    /// <summary>One for each model that was asked at all.</summary>
    /// <param name="batchId">Only requests of this batch; null takes all.</param>
    public Task<IReadOnlyList<ModelRate>> ReadAsync(long? batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_model_rates",
            row => new ModelRate(
                row.Text("account"),
                row.Text("model"),
                row.Int32("request_count"),
                row.Int32("answered_count"),
                row.Int32("row_count")),
            cancellationToken,
            Bigint("batch", batchId));
}
