using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BulkExtractor.Postgres;

/// <summary>
/// Rows in the binary format of COPY, gathered into large writes. The driver's own importer looks up the type of
/// every value anew, which takes several times longer than reading the rows.
/// </summary>
internal sealed class BinaryRows(Stream output)
{
    private const int WriteSize = 128 * 1024;
    private const int IntegerType = 23;
    private const int TextType = 25;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * WriteSize);

    /// <summary>The signature, without flags or extensions.</summary>
    public void Start()
    {
        _buffer.Write("PGCOPY\n"u8);
        _buffer.Write<byte>([0xFF, (byte)'\r', (byte)'\n', 0]);
        Number(0);
        Number(0);
    }

    /// <summary>A row of so many values follows; what was gathered before it is written if that is enough.</summary>
    public async ValueTask StartRowAsync(short columns, CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount >= WriteSize) await WriteAsync(cancellationToken);
        Short(columns);
    }

    public void Add(long value)
    {
        Number(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Add(int value)
    {
        Number(sizeof(int));
        Number(value);
    }

    /// <summary>Bytes, or null.</summary>
    public void Add(byte[]? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        Number(value.Length);
        _buffer.Write(value);
    }

    /// <summary>A text, or null.</summary>
    public void Add(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    /// <summary>A <c>text[]</c> of one dimension.</summary>
    public void Add(IReadOnlyList<string> values)
    {
        const int header = 5 * sizeof(int);
        Number(header + values.Sum(value => sizeof(int) + Encoding.UTF8.GetByteCount(value)));
        foreach (var part in (ReadOnlySpan<int>)[1, 0, TextType, values.Count, 1]) Number(part);
        foreach (var value in values) Add(value);
    }

    /// <summary>An <c>int[]</c> of one dimension, or null.</summary>
    public void Add(IReadOnlyList<int>? values)
    {
        if (values is null)
        {
            Number(-1);
            return;
        }

        Number((5 + (2 * values.Count)) * sizeof(int));
        foreach (var part in (ReadOnlySpan<int>)[1, 0, IntegerType, values.Count, 1]) Number(part);
        foreach (var value in values) Add(value);
    }

    /// <summary>Writes the rest and the mark behind the last row.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Short(-1);
        await WriteAsync(cancellationToken);
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }

    private void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.GetSpan(sizeof(short)), value);
        _buffer.Advance(sizeof(short));
    }
}
