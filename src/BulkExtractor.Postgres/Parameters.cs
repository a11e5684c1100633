using BulkExtractor.Documents;
using Npgsql;
using NpgsqlTypes;

namespace BulkExtractor.Postgres;

/// <summary>
/// A statement of <c>sql/queries</c> with its parameters, each with its type: a wrong guess corrupts silently.
/// </summary>
internal static class Parameters
{
    public static NpgsqlCommand Prepare(
        this NpgsqlConnection connection, string statement, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(Statement.Read(statement), connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Runs a statement that gives nothing back; the number of rows it changed.</summary>
    public static async Task<int> RunAsync(
        this NpgsqlConnection connection,
        string statement,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters)
    {
        await using var command = connection.Prepare(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a statement and reads each of its rows.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters)
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
        params NpgsqlParameter[] parameters) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(statement, read, token, Copy(parameters)), cancellationToken);

    /// <summary>Runs a statement that gives nothing back on a connection of its own.</summary>
    public static Task RunAsync(
        this Database database,
        string statement,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters) =>
        database.RunAsync(
            (connection, token) => (Task)connection.RunAsync(statement, token, Copy(parameters)), cancellationToken);

    // A parameter belongs to one command, and each try makes a new one.
    private static NpgsqlParameter[] Copy(NpgsqlParameter[] parameters) =>
        [.. parameters.Select(parameter => parameter.Clone())];

    public static NpgsqlParameter Bigint(string name, long? value) => Of(name, NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Integer(string name, int? value) => Of(name, NpgsqlDbType.Integer, value);

    public static NpgsqlParameter Numeric(string name, decimal? value) => Of(name, NpgsqlDbType.Numeric, value);

    public static NpgsqlParameter Double(string name, double? value) => Of(name, NpgsqlDbType.Double, value);

    public static NpgsqlParameter Text(string name, string? value) => Of(name, NpgsqlDbType.Text, Clean(value));

    public static NpgsqlParameter Boolean(string name, bool value) => Of(name, NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Span(string name, TimeSpan? value) => Of(name, NpgsqlDbType.Interval, value);

    public static NpgsqlParameter Instant(string name, DateTimeOffset? value) =>
        Of(name, NpgsqlDbType.TimestampTz, value is { } at && at == DateTimeOffset.MaxValue
            ? DateTime.MaxValue
            : value?.UtcDateTime);

    public static NpgsqlParameter Bigints(string name, IEnumerable<long> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public static NpgsqlParameter Bigints(string name, IEnumerable<long?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public static NpgsqlParameter Integers(string name, IEnumerable<int> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Integer, values.ToArray());

    public static NpgsqlParameter Integers(string name, IEnumerable<int?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Integer, values.ToArray());

    public static NpgsqlParameter Numerics(string name, IEnumerable<decimal?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Numeric, values.ToArray());

    public static NpgsqlParameter Doubles(string name, IEnumerable<double?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Double, values.ToArray());

    public static NpgsqlParameter Booleans(string name, IEnumerable<bool> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Boolean, values.ToArray());

    public static NpgsqlParameter Texts(string name, IEnumerable<string?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Text, values.Select(Clean).ToArray());

    public static NpgsqlParameter Spans(string name, IEnumerable<TimeSpan?> values) =>
        Of(name, NpgsqlDbType.Array | NpgsqlDbType.Interval, values.ToArray());

    public static NpgsqlParameter Bytes(string name, byte[]? value) => Of(name, NpgsqlDbType.Bytea, value);

    public static NpgsqlParameter Jsonb(string name, string value) => Of(name, NpgsqlDbType.Jsonb, value);

    public static NpgsqlParameter Json(string name, string value) => Of(name, NpgsqlDbType.Json, value);

    // What models and providers say reaches the database in many places; none may break the statement.
    private static string? Clean(string? text) => text is null ? null : CleanText.Of(text);

    private static NpgsqlParameter Of(string name, NpgsqlDbType type, object? value) =>
        new(name, type) { Value = value ?? DBNull.Value };
}
