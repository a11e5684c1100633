using BulkExtractor.Access;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Sessions in PostgreSQL.</summary>
public sealed class PostgresSessionStore(Database database) : ISessionStore
{
    /// <inheritdoc/>
    public Task<long> OpenAsync(OpenedSession session, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async (connection, token) =>
            {
                var number = await connection.SingleAsync(
                    "add_session",
                    row => row.Int64("session_id"),
                    token,
                    Bytes("hash", session.IdHash),
                    Bytes("mark", session.TokenMark),
                    Text("role", session.Role),
                    Text("address", session.Address),
                    Text("browser", session.Browser),
                    Span("longest", Session.Longest),
                    Span("idle", Session.LongestIdle));
                await connection.RunAsync(
                    "forget_sessions", token, Bytes("mark", session.TokenMark), Integer("most", Session.Most));
                return number;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<Session?> FindAsync(
        byte[] idHash, IReadOnlyList<byte[]> tokenMarks, bool inUse, CancellationToken cancellationToken)
    {
        var found = await database.FindAsync(
            "find_session",
            row => new { Session = Read(row), IsStale = row.Boolean("is_stale") },
            cancellationToken,
            Bytes("hash", idHash),
            Marks(tokenMarks));
        if (found is { IsStale: true } && inUse)
        {
            await database.RunAsync(
                "keep_session",
                cancellationToken,
                Bigint("session", found.Session.SessionId),
                Span("idle", Session.LongestIdle));
        }

        return found?.Session;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Session>> ListAsync(
        IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken) =>
        database.ListAsync("list_sessions", Read, cancellationToken, Marks(tokenMarks));

    /// <inheritdoc/>
    public Task<bool> GoesOnAsync(
        long sessionId, IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken) =>
        database.SingleAsync(
            "find_living_session",
            row => row.Boolean("goes_on"),
            cancellationToken,
            Bigint("session", sessionId),
            Marks(tokenMarks));

    /// <inheritdoc/>
    public async Task<bool> EndAsync(
        long sessionId, IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken) =>
        await database.RunAsync(
            "end_session", cancellationToken, Bigint("session", sessionId), Marks(tokenMarks)) > 0;

    /// <inheritdoc/>
    public Task<int> EndAllAsync(IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken) =>
        database.RunAsync("end_sessions", cancellationToken, Marks(tokenMarks));

    private static Parameter Marks(IReadOnlyList<byte[]> tokenMarks) => BytesOf("marks", tokenMarks);

    private static Session Read(Row row) => new(
        row.Int64("session_id"),
        row.Text("role"),
        row.Text("address"),
        row.Text("browser"),
        row.Instant("opened_at"),
        row.Instant("seen_at"),
        row.Instant("ends_at"));
}
