using System.IO.Compression;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>What comes out of a packed stream, as long as that keeps within the bounds.</summary>
/// <remarks>One that was cut off is told as broken where the program runs with UseStrictValidation.</remarks>
internal sealed class UnpackedStream : ForwardStream
{
    private readonly Stream _unpacked;
    private readonly Func<long> _packedBytes;
    private readonly string _file;
    private readonly InputBounds _bounds;
    private long _count;

    private UnpackedStream(Stream unpacked, Func<long> packedBytes, string file, InputBounds bounds)
    {
        (_unpacked, _packedBytes, _file, _bounds) = (unpacked, packedBytes, file, bounds);
    }

    /// <summary>What a gzip file holds.</summary>
    public static UnpackedStream Gunzip(Stream packed, string file, InputBounds bounds)
    {
        var counted = new CountedStream(packed);
        var unpacked = new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true);
        return new(unpacked, () => counted.Count, file, bounds);
    }

    /// <summary>What a file in an archive holds.</summary>
    public static UnpackedStream Unzip(ZipArchiveEntry entry, string file, InputBounds bounds)
    {
        var size = Math.Max(1, entry.CompressedLength);
        return new(entry.Open(), () => size, file, bounds);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Check(_unpacked.Read(buffer));
        }
        catch (InvalidDataException broken)
        {
            throw Broken(broken);
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Check(await _unpacked.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException broken)
        {
            throw Broken(broken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Check(int read)
    {
        _count += read;
        if (_count > _bounds.MostBytes)
            throw new InputException($"{_file} holds more than {Bytes.Say(_bounds.MostBytes)} when it is unpacked");
        if (_count > _bounds.FreeBytes && _count / _bounds.MostRatio > _packedBytes())
        {
            throw new InputException(
                $"{_file} unpacks to more than {_bounds.MostRatio} times its size, as no honest table does");
        }

        return read;
    }

    private InputException Broken(InvalidDataException broken) =>
        new($"{_file}: its packed data is broken, or its end is missing", broken);

    private sealed class CountedStream(Stream inner) : ForwardStream
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer) => Add(inner.Read(buffer));

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Add(await inner.ReadAsync(buffer, cancellationToken));

        private int Add(int read)
        {
            Count += read;
            return read;
        }
    }
}
