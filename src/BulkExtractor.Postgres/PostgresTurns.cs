using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>
/// Turns that one process has at a time: held by a connection, so that a turn ends with its process at the latest.
/// </summary>
public static class PostgresTurns
{
    /// <summary>Takes a turn, which ends when it is disposed; null while somebody else has it.</summary>
    public static async Task<IAsyncDisposable?> TryTakeAsync(
        NpgsqlDataSource source, string name, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await connection.SingleAsync(
            "take_turn", row => row.Boolean("taken"), cancellationToken, Text("name", name)))
        {
            return new Turn(connection, name);
        }

        await connection.DisposeAsync();
        return null;
    }

    private sealed class Turn(NpgsqlConnection connection, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await connection.RunAsync("end_turn", CancellationToken.None, Text("name", name));
            await connection.DisposeAsync();
        }
    }
}
