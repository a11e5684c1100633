using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Lists rows whose readers still count columns instead of naming them.</summary>
internal static class NumberedColumns
{
    /// <summary>Runs a statement and reads each of its rows.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters)
    {
        await using var command = connection.Prepare(statement, parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken)) list.Add(read(rows));
        return list;
    }

    /// <summary>Runs a statement on a connection of its own and reads each of its rows.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this Database database,
        string statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(statement, read, token, parameters), cancellationToken);
}
