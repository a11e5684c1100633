using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace BulkExtractor.Documents.Tables.Parquets;

/// <summary>A column's values in one group of rows, one after the other, as text.</summary>
internal abstract class ParquetColumn : IDisposable
{
    /// <summary>The next row's value; empty where there is none.</summary>
    public abstract string Next();

    public abstract void Dispose();

    /// <summary>Reads a column of a group of rows.</summary>
    public static async Task<ParquetColumn> ReadAsync(
        ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken) =>
        await group.ReadRawColumnDataBaseAsync(field, cancellationToken) switch
        {
            RawColumnData<ReadOnlyMemory<char>> data => Of(data, field, ParquetText.From),
            RawColumnData<ReadOnlyMemory<byte>> data => Of(data, field, ParquetText.From),
            RawColumnData<bool> data => Of(data, field, ParquetText.From),
            RawColumnData<sbyte> data => Of(data, field, ParquetText.Whole),
            RawColumnData<byte> data => Of(data, field, ParquetText.Whole),
            RawColumnData<short> data => Of(data, field, ParquetText.Whole),
            RawColumnData<ushort> data => Of(data, field, ParquetText.Whole),
            RawColumnData<int> data => Of(data, field, ParquetText.Int32(field)),
            RawColumnData<uint> data => Of(data, field, ParquetText.Whole),
            RawColumnData<long> data => Of(data, field, ParquetText.Int64(field)),
            RawColumnData<ulong> data => Of(data, field, ParquetText.Whole),
            RawColumnData<float> data => Of(data, field, ParquetText.From),
            RawColumnData<double> data => Of(data, field, PlainNumber.Write),
            RawColumnData<decimal> data => Of(data, field, ParquetText.From),
            RawColumnData<DateTime> data => Of(data, field, ParquetText.Instant(field)),
            RawColumnData<Guid> data => Of(data, field, value => value.ToString("D")),
            _ => throw new NotSupportedException($"values of the type {field.ClrType.Name} are not read"),
        };

    private static Values<T> Of<T>(RawColumnData<T> data, DataField field, Func<T, string> write)
        where T : struct => new(data, field.MaxDefinitionLevel, write);

    /// <param name="full">The level of a value that is there; 0 where none may be missing.</param>
    private sealed class Values<T>(RawColumnData<T> data, int full, Func<T, string> write) : ParquetColumn
        where T : struct
    {
        private int _row;
        private int _value;

        public override string Next()
        {
            var isThere = full == 0 || data.DefinitionLevels[_row] == full;
            _row++;
            return isThere ? write(data.Values[_value++]) : "";
        }

        public override void Dispose() => data.Dispose();
    }
}
