using BulkExtractor.Routing;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What the latest requests to each model brought.</summary>
public sealed class PostgresModelRates(Database database)
{
    /// <summary>One for each model that was asked at all.</summary>
    /// <param name="batchId">Only requests of this batch; null takes all.</param>
    public async Task<IReadOnlyList<ModelRate>> ReadAsync(long? batchId, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_model_rates",
                row => new ModelRate(
                    row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), (int)row.GetInt64(4)),
                token,
                Bigint("batch", batchId)),
            cancellationToken);
}
