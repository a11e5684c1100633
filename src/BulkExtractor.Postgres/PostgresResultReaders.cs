using BulkExtractor.Access;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Readers of results in PostgreSQL.</summary>
public sealed class PostgresResultReaders(Database database) : IResultReaders
{
    /// <inheritdoc/>
    public Task<int> EndLongAsync(TimeSpan most, CancellationToken cancellationToken) =>
        database.SingleAsync("end_long_reads", row => row.Int32("ended"), cancellationToken, Span("most", most));

    /// <inheritdoc/>
    public Task<ReaderLogin> LetInAsync(string? password, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) => new ReaderLogin(
            connection.Host!,
            connection.Port,
            connection.Database,
            await connection.SingleAsync(
                "let_readers_in", row => row.BooleanOrNull("can_log_in"), token, Text("password", password))),
        cancellationToken);
}
