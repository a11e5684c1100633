using System.Buffers.Binary;
using BulkExtractor.Basics;
using Parquet.Meta;

namespace BulkExtractor.Documents.Tables.Parquets;

/// <summary>
/// Makes sure that a Parquet file is as long as it says everywhere, before a library reads it that believes all of it.
/// </summary>
internal sealed class ParquetCheck(Stream stream, string file, InputBounds bounds, TableLimits limits)
{
    // parquet.thrift, FileMetaData.
    private const int SchemaField = 2;
    private const int TailLength = 8;
    private const int MostFooter = 32 << 20;
    private const int MostElements = 4_000_000;
    private const int MostHeader = 1 << 20;
    private const int UsualHeader = 256;
    private const int MostCells = 50_000_000;
    private const long MostOfGroup = 1L << 30;

    private long _unpacked;
    private long _before;

    /// <summary>Reads the file's end, which says where all else stands.</summary>
    public async Task CheckFooterAsync(CancellationToken cancellationToken)
    {
        if (stream.Length < TailLength + 4) throw Broken("it is too short");
        var tail = await ReadAsync(stream.Length - TailLength, TailLength, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8)) throw new InputException($"{file} is an encrypted Parquet file");
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8)) throw Broken("its end is missing");
        if (length <= 0 || length > MostFooter || length > stream.Length - TailLength - 4)
            throw Broken("its footer is longer than the file, or longer than is read");

        var footer = await ReadAsync(stream.Length - TailLength - length, length, cancellationToken);
        var lists = new Dictionary<int, long>();
        if (!IsWhole(footer, lists)) throw Broken("its footer is not as long as it says");
        // The library follows nested columns by calling itself.
        if (lists.GetValueOrDefault(SchemaField) > limits.Columns + 1)
            throw new InputException($"{file} has more than {limits.Columns:N0} columns");
        stream.Position = 0;
    }

    /// <summary>Begins a group of rows.</summary>
    public void CheckGroup(RowGroup group)
    {
        if (group.NumRows < 0 || group.NumRows > limits.Rows)
            throw Broken($"a group of it has {group.NumRows:N0} rows");
        // A page of a few bytes may stand for any number of equal values, each of which is kept.
        if (group.NumRows * group.Columns.Count > MostCells)
            throw new InputException($"{file}: a row group has more than {MostCells:N0} cells: write smaller ones");
        _before = _unpacked;
    }

    /// <summary>Walks over all pages of a column of the group; where they end in the file.</summary>
    /// <param name="rows">How many values it must have.</param>
    public async Task<long> CheckColumnAsync(ColumnMetaData? column, long rows, CancellationToken cancellationToken)
    {
        var data = column ?? throw Broken("a column has no description");
        if (data.NumValues != rows) throw Broken($"the column {Name(data)} has not one value for each row");
        // Where the library begins to read.
        var at = new[] { data.DictionaryPageOffset ?? 0, data.DataPageOffset, data.IndexPageOffset ?? 0 }
            .Where(offset => offset != 0)
            .DefaultIfEmpty(-1)
            .Min();
        var values = 0L;
        while (values < data.NumValues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (at < 0 || at >= stream.Length) throw Broken($"the column {Name(data)} ends before its last value");
            var (page, length) = await PageAsync(at, cancellationToken)
                ?? throw Broken($"a page of {Name(data)} is none");
            var begin = at + length;
            if (page.Packed > stream.Length - begin) throw Broken($"a page of {Name(data)} is longer than the file");
            await CheckLengthAsync(page, begin, data, cancellationToken);
            if (page.HoldsData) values += page.Values;
            else if (page.Values > page.Unpacked)
                throw Broken($"the dictionary of {Name(data)} is shorter than it says");
            at = begin + page.Packed;
        }

        if (values != data.NumValues)
            throw Broken($"the column {Name(data)} has another number of values than it says");
        if (_unpacked - _before > MostOfGroup)
        {
            throw new InputException(
                $"{file}: a row group of it holds more than {Bytes.Say(MostOfGroup)}: write smaller ones");
        }

        return at;
    }

    private async Task CheckLengthAsync(
        ParquetPage page, long begin, ColumnMetaData data, CancellationToken cancellationToken)
    {
        var head = await ReadAsync(begin, (int)Math.Min(page.Packed, page.LevelBytes + 32), cancellationToken);
        _unpacked += Math.Max(page.Unpacked, page.UnpackedBy(data.Codec, head));
        if (_unpacked > bounds.MostBytes)
            throw new InputException($"{file} holds more than {Bytes.Say(bounds.MostBytes)} when it is unpacked");
        if (_unpacked > bounds.FreeBytes && _unpacked / bounds.MostRatio > stream.Length)
        {
            throw new InputException(
                $"{file} unpacks to more than {bounds.MostRatio} times its size, as no honest table does");
        }
    }

    private async Task<(ParquetPage Page, int Length)?> PageAsync(long at, CancellationToken cancellationToken)
    {
        foreach (var most in (int[])[UsualHeader, MostHeader])
        {
            var length = (int)Math.Min(most, stream.Length - at);
            if (ParquetPage.Read(await ReadAsync(at, length, cancellationToken)) is { } page) return page;
        }

        return null;
    }

    private static bool IsWhole(byte[] footer, Dictionary<int, long> numbers)
    {
        var walk = new ThriftWalk(footer, MostElements);
        return walk.TryStruct(numbers);
    }

    private static string Name(ColumnMetaData data) => $"'{string.Join('.', data.PathInSchema)}'";

    private async Task<byte[]> ReadAsync(long from, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        stream.Position = from;
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private InputException Broken(string problem) => new($"{file} is a broken Parquet file: {problem}");
}
