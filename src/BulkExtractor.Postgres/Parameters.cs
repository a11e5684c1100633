using BulkExtractor.Basics;
using Npgsql;
using NpgsqlTypes;

namespace BulkExtractor.Postgres;

/// <summary>The parameters of statements, each with its type: a wrong guess corrupts silently.</summary>
internal static class Parameters
{
    public static Parameter Bigint(string name, long? value) => Create(name, NpgsqlDbType.Bigint, value);

    public static Parameter Integer(string name, int? value) => Create(name, NpgsqlDbType.Integer, value);

    public static Parameter Numeric(string name, decimal? value) => Create(name, NpgsqlDbType.Numeric, value);

    public static Parameter Double(string name, double? value) => Create(name, NpgsqlDbType.Double, value);

    public static Parameter Text(string name, string? value) => Create(name, NpgsqlDbType.Text, Clean(value));

    public static Parameter Boolean(string name, bool value) => Create(name, NpgsqlDbType.Boolean, value);

    public static Parameter BooleanOrNull(string name, bool? value) => Create(name, NpgsqlDbType.Boolean, value);

    public static Parameter Span(string name, TimeSpan? value) => Create(name, NpgsqlDbType.Interval, value);

    public static Parameter Instant(string name, DateTimeOffset? value) =>
        Create(name, NpgsqlDbType.TimestampTz, value is { } at && at == DateTimeOffset.MaxValue
            ? DateTime.MaxValue
            : value?.UtcDateTime);

    public static Parameter Instants(string name, IEnumerable<DateTimeOffset> values) => Create(
        name, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, values.Select(value => value.UtcDateTime).ToArray());

    public static Parameter Bigints(string name, IEnumerable<long> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public static Parameter Bigints(string name, IEnumerable<long?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public static Parameter Integers(string name, IEnumerable<int> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Integer, values.ToArray());

    public static Parameter Integers(string name, IEnumerable<int?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Integer, values.ToArray());

    public static Parameter Numerics(string name, IEnumerable<decimal?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Numeric, values.ToArray());

    public static Parameter Doubles(string name, IEnumerable<double?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Double, values.ToArray());

    public static Parameter Booleans(string name, IEnumerable<bool> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Boolean, values.ToArray());

    public static Parameter Texts(string name, IEnumerable<string?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Text, values.Select(Clean).ToArray());

    public static Parameter Spans(string name, IEnumerable<TimeSpan?> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Interval, values.ToArray());

    public static Parameter Bytes(string name, byte[]? value) => Create(name, NpgsqlDbType.Bytea, value);

    public static Parameter BytesOf(string name, IEnumerable<byte[]> values) =>
        Create(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea, values.ToArray());

    public static Parameter Jsonb(string name, string value) => Create(name, NpgsqlDbType.Jsonb, value);

    public static Parameter Json(string name, string value) => Create(name, NpgsqlDbType.Json, value);

    // What models and providers say reaches the database in many places; none may break the statement.
    private static string? Clean(string? text) => text is null ? null : CleanText.Clean(text);

    private static Parameter Create(string name, NpgsqlDbType type, object? value) => new(name, type, value);
}

/// <summary>One parameter, good for as many tries as it takes.</summary>
internal readonly record struct Parameter(string Name, NpgsqlDbType Type, object? Value)
{
    public NpgsqlParameter ToNpgsql() => new(Name, Type) { Value = Value ?? DBNull.Value };
}
