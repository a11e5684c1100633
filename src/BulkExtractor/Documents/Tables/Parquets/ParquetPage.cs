using ParquetCodec = Parquet.Meta.CompressionCodec;

namespace BulkExtractor.Documents.Tables.Parquets;

/// <summary>What a page of a Parquet file says of itself.</summary>
internal sealed record ParquetPage(int Type, long Unpacked, long Packed, long Values, long LevelBytes, bool IsPacked)
{
    private const int Data = 0;
    private const int Dictionary = 2;
    private const int DataOfVersion2 = 3;

    /// <summary>Whether its values count as those of its column.</summary>
    public bool HoldsData => Type is Data or DataOfVersion2;

    /// <summary>Reads a page's header; null when it is none.</summary>
    public static (ParquetPage Page, int Length)? Read(ReadOnlySpan<byte> bytes)
    {
        var numbers = new Dictionary<int, long>();
        var walk = new ThriftWalk(bytes, mostElements: 1_000);
        if (!walk.TryStruct(numbers)) return null;
        var type = (int)numbers.GetValueOrDefault(1, -1);
        // parquet.thrift, PageHeader: 5 is the header of data, 7 of a dictionary, 8 of data of version 2.
        var values = type switch { Data => 501, Dictionary => 701, DataOfVersion2 => 801, _ => 0 };
        var page = new ParquetPage(
            type,
            numbers.GetValueOrDefault(2, -1),
            numbers.GetValueOrDefault(3, -1),
            numbers.GetValueOrDefault(values, -1),
            type == DataOfVersion2 ? numbers.GetValueOrDefault(805) + numbers.GetValueOrDefault(806) : 0,
            type != DataOfVersion2 || numbers.GetValueOrDefault(807, 1) == 1);
        return page.IsSound ? (page, walk.Position) : null;
    }

    /// <summary>What its packed bytes say that they unpack to, where the library believes them.</summary>
    public long UnpackedBy(ParquetCodec codec, ReadOnlySpan<byte> packed)
    {
        if (!IsPacked || LevelBytes > packed.Length) return Unpacked;
        var data = packed[(int)LevelBytes..];
        return codec switch
        {
            ParquetCodec.SNAPPY => LevelBytes + LengthOfSnappy(data),
            ParquetCodec.ZSTD => LevelBytes + LengthOfZstd(data),
            _ => Unpacked,
        };
    }

    private bool IsSound =>
        Type is Data or Dictionary or DataOfVersion2
        && Unpacked is >= 0 and <= int.MaxValue
        && Packed is >= 0 and <= int.MaxValue
        && Values is >= 0 and <= int.MaxValue
        && LevelBytes >= 0 && LevelBytes <= Packed;

    private static long LengthOfSnappy(ReadOnlySpan<byte> data)
    {
        var length = 0L;
        for (var at = 0; at < Math.Min(5, data.Length); at++)
        {
            length |= (long)(data[at] & 0x7F) << 7 * at;
            if (data[at] < 0x80) break;
        }

        return length;
    }

    // RFC 8878, 3.1.1.1: the size of the field follows from the first byte's two high bits and its single-segment flag.
    private static long LengthOfZstd(ReadOnlySpan<byte> data)
    {
        if (data.Length < 18) return 0;
        var (flags, isSingle) = (data[4] >> 6, (data[4] & 0x20) != 0);
        var size = flags switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var at = 5 + (isSingle ? 0 : 1) + (data[4] & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 };
        var length = 0UL;
        for (var byteNo = 0; byteNo < size; byteNo++) length |= (ulong)data[at + byteNo] << 8 * byteNo;
        return length > long.MaxValue / 2 ? long.MaxValue / 2 : (long)length + (size == 2 ? 256 : 0);
    }
}
