using System.Runtime.CompilerServices;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>
/// Runs the statements of <c>sql/queries</c>, by their names: on a connection, with what else happens there; or on the
/// database, each by itself, and again after a lost connection.
/// </summary>
internal static class Statements
{
    private const int PageSize = 1_000;

    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public static async Task<int> RunAsync(
        this NpgsqlConnection connection,
        Query statement,
        CancellationToken cancellationToken,
        params Parameter[] parameters)
    {
        await using var command = connection.Prepare(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a statement and reads each of its rows.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters)
    {
        await using var command = connection.Prepare(statement, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new Row(reader);
        var list = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) list.Add(read(row));
        return list;
    }

    /// <summary>Runs a statement that gives one row at most; nothing where it gives none.</summary>
    public static async Task<T?> FindAsync<T>(
        this NpgsqlConnection connection,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        (await connection.ListAsync(statement, read, cancellationToken, parameters)).SingleOrDefault();

    /// <summary>Runs a statement that gives one row always.</summary>
    public static async Task<T> SingleAsync<T>(
        this NpgsqlConnection connection,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        (await connection.ListAsync(statement, read, cancellationToken, parameters)).Single();

    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public static Task<int> RunAsync(
        this Database database,
        Query statement,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        database.RunAsync(
            (connection, token) => connection.RunAsync(statement, token, parameters), cancellationToken);

    /// <summary>Runs a statement and reads each of its rows.</summary>
    public static Task<IReadOnlyList<T>> ListAsync<T>(
        this Database database,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        database.RunAsync(
            (connection, token) => connection.ListAsync(statement, read, token, parameters), cancellationToken);

    /// <summary>Runs a statement that gives one row at most; nothing where it gives none.</summary>
    public static Task<T?> FindAsync<T>(
        this Database database,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        database.RunAsync(
            (connection, token) => connection.FindAsync(statement, read, token, parameters), cancellationToken);

    /// <summary>Runs a statement that gives one row always.</summary>
    public static Task<T> SingleAsync<T>(
        this Database database,
        Query statement,
        Func<Row, T> read,
        CancellationToken cancellationToken,
        params Parameter[] parameters) =>
        database.RunAsync(
            (connection, token) => connection.SingleAsync(statement, read, token, parameters), cancellationToken);

    /// <summary>
    /// Streams what a statement gives page by page: <c>@limit</c> rows whose number is greater than <c>@after</c>. A
    /// page is a transaction, so that a slow reader holds up nobody.
    /// </summary>
    /// <param name="numberOf">The number by which the statement orders its rows.</param>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this Database database,
        Query statement,
        Func<Row, T> read,
        Func<T, int> numberOf,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        params Parameter[] parameters)
    {
        var after = 0;
        while (true)
        {
            var page = await database.ListAsync(
                statement,
                read,
                cancellationToken,
                [.. parameters, Integer("after", after), Integer("limit", PageSize)]);
            foreach (var row in page) yield return row;
            if (page.Count < PageSize) yield break;
            after = numberOf(page[^1]);
        }
    }

    public static NpgsqlCommand Prepare(
        this NpgsqlConnection connection, Query statement, params ReadOnlySpan<Parameter> parameters)
    {
        var command = new NpgsqlCommand(statement.Text, connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.ToNpgsql());
        return command;
    }
}
