using BulkExtractor.Access;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Readers of results in PostgreSQL.</summary>
public sealed class PostgresResultReaders(Database database) : IResultReaders
{
    /// <inheritdoc/>
    public Task<int> EndLongAsync(TimeSpan most, CancellationToken cancellationToken) =>
        database.SingleAsync("end_long_reads", row => row.Int32("ended"), cancellationToken, Span("most", most));
}
