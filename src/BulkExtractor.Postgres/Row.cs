using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>The row that a reader stands on, by the names of its columns as the statement gives them.</summary>
internal sealed class Row
{
    private readonly NpgsqlDataReader _reader;
    private readonly string[] _columns;
    private int _last;

    /// <summary>Looks the names up once for all rows of a result.</summary>
    public Row(NpgsqlDataReader reader)
    {
        _reader = reader;
        _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    public bool IsNull(string column) => _reader.IsDBNull(PlaceOf(column));

    public int Int32(string column) => Value<int>(column);

    public int? Int32OrNull(string column) => ValueOrNull<int>(column);

    public long Int64(string column) => Value<long>(column);

    public long? Int64OrNull(string column) => ValueOrNull<long>(column);

    public double Double(string column) => Value<double>(column);

    public double? DoubleOrNull(string column) => ValueOrNull<double>(column);

    public double[] Doubles(string column) => Value<double[]>(column);

    public decimal Decimal(string column) => Value<decimal>(column);

    public decimal? DecimalOrNull(string column) => ValueOrNull<decimal>(column);

    public bool Boolean(string column) => Value<bool>(column);

    public bool? BooleanOrNull(string column) => ValueOrNull<bool>(column);

    public Guid Guid(string column) => Value<Guid>(column);

    public string Text(string column) => Value<string>(column);

    public string? TextOrNull(string column) => ReferenceOrNull<string>(column);

    public int[]? IntegersOrNull(string column) => ReferenceOrNull<int[]>(column);

    public string[] Texts(string column) => Value<string[]>(column);

    public string[]? TextsOrNull(string column) => ReferenceOrNull<string[]>(column);

    public byte[] Bytes(string column) => Value<byte[]>(column);

    public byte[]? BytesOrNull(string column) => ReferenceOrNull<byte[]>(column);

    public TimeSpan Span(string column) => Value<TimeSpan>(column);

    public TimeSpan? SpanOrNull(string column) => ValueOrNull<TimeSpan>(column);

    /// <summary>An instant; the end of time for <c>infinity</c>.</summary>
    public DateTimeOffset Instant(string column) => InstantOf(Value<DateTime>(column));

    public DateTimeOffset? InstantOrNull(string column) =>
        ValueOrNull<DateTime>(column) is { } at ? InstantOf(at) : null;

    /// <summary>JSON of any kind; null also where it says <c>null</c>.</summary>
    public JsonNode? JsonOrNull(string column) =>
        TextOrNull(column) is { } json ? JsonNode.Parse(json) : null;

    public JsonObject JsonObject(string column) => JsonNode.Parse(Text(column))!.AsObject();

    public JsonObject? JsonObjectOrNull(string column) => JsonOrNull(column)?.AsObject();

    /// <summary>The texts of a JSON array; none where there is no array.</summary>
    public string[] JsonTexts(string column) =>
        TextOrNull(column) is { } json ? JsonSerializer.Deserialize<string[]>(json)! : [];

    private static DateTimeOffset InstantOf(DateTime at) =>
        at == DateTime.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(at, TimeSpan.Zero);

    private T Value<T>(string column) => _reader.GetFieldValue<T>(PlaceOf(column));

    private T? ValueOrNull<T>(string column)
        where T : struct
    {
        var place = PlaceOf(column);
        return _reader.IsDBNull(place) ? null : _reader.GetFieldValue<T>(place);
    }

    private T? ReferenceOrNull<T>(string column)
        where T : class
    {
        var place = PlaceOf(column);
        return _reader.IsDBNull(place) ? null : _reader.GetFieldValue<T>(place);
    }

    // Columns are mostly asked for in their order, row after row: so the search begins at the last one that was found.
    private int PlaceOf(string column)
    {
        for (var tried = 0; tried < _columns.Length; tried++)
        {
            if (_columns[_last] == column) return _last;
            _last = (_last + 1) % _columns.Length;
        }

        throw new ArgumentException($"The statement gives no column {column}.", nameof(column));
    }
}
