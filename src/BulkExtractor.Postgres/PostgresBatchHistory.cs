using BulkExtractor.Forecast;
using BulkExtractor.Limits;
using BulkExtractor.Packing;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What was sent so far, in PostgreSQL.</summary>
public sealed class PostgresBatchHistory(Database database) : IBatchHistory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountHistory>> ReadAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_history",
                ReadHistory,
                token,
                Bigint("batch", batchId),
                Texts("accounts", accounts),
                Double("too_many", PackExperience.TooManyMissing)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<ILookup<ScopeId, DateTimeOffset>> ReadGrantsAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken)
    {
        var grants = await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_grants",
                row => (Scope: ScopeId.Parse(row.GetString(0)), At: new DateTimeOffset(row.GetDateTime(1))),
                token,
                Texts("scopes", scopes.Select(scope => scope.ToString()))),
            cancellationToken);
        return grants.ToLookup(grant => grant.Scope, grant => grant.At);
    }

    private static AccountHistory ReadHistory(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5))
    {
        Latency = SpanOf(row, 6),
        Gap = SpanOf(row, 7),
        PackSize = row.IsDBNull(8) ? null : row.GetDouble(8),
        Models = row.GetInt32(9),
        ChunksUnderWay = row.GetInt32(10),
        AllAnswers = row.GetInt32(11),
        Rising = row.GetInt32(12),
        Cut = row.GetInt32(13),
    };

    private static TimeSpan? SpanOf(NpgsqlDataReader row, int seconds) =>
        row.IsDBNull(seconds) ? null : TimeSpan.FromSeconds(row.GetDouble(seconds));
}
