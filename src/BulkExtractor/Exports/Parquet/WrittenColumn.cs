using Parquet;
using Parquet.Schema;

namespace BulkExtractor.Exports.Parquet;

/// <summary>A column of a Parquet file, with the values that wait to be written.</summary>
internal abstract class WrittenColumn(DataField field)
{
    public DataField Field { get; } = field;

    /// <summary>How many letters wait.</summary>
    public long Letters { get; protected set; }

    /// <summary>Takes the row's value.</summary>
    public abstract void Add(ExportRow row);

    /// <summary>Writes what waits.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);
}

/// <summary>A column of texts.</summary>
internal sealed class TextColumn(string name, Func<ExportRow, string?> read)
    : WrittenColumn(new DataField(name, typeof(string), isNullable: true))
{
    private readonly List<string?> _waiting = [];

    public override void Add(ExportRow row)
    {
        var text = read(row);
        _waiting.Add(text);
        Letters += text?.Length ?? 0;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        await group.WriteAsync(Field, _waiting!);
        _waiting.Clear();
        Letters = 0;
    }
}

/// <summary>A column of values of one size.</summary>
internal sealed class NumberColumn<T>(DataField field, Func<ExportRow, T?> read) : WrittenColumn(field)
    where T : struct
{
    private T?[] _waiting = new T?[1_024];
    private int _count;

    public NumberColumn(string name, Func<ExportRow, T?> read)
        : this(new DataField(name, typeof(T), isNullable: true), read)
    {
    }

    public override void Add(ExportRow row)
    {
        if (_count == _waiting.Length) Array.Resize(ref _waiting, _count * 2);
        _waiting[_count++] = read(row);
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        await group.WriteAsync<T>(Field, _waiting.AsMemory(0, _count), cancellationToken: cancellationToken);
        _count = 0;
    }
}
