using System.Buffers;

namespace BulkExtractor.Exports;

/// <summary>Collects what blocking calls write and passes it on by asynchronous ones, as servers want it.</summary>
internal sealed class OutFlow(Stream output) : Stream
{
    private const int PassOnSize = 64 << 10;

    private readonly ArrayBufferWriter<byte> _waiting = new(2 * PassOnSize);
    private long _passedOn;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position
    {
        get => _passedOn + _waiting.WrittenCount;
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what waits, once it is enough to be worth it.</summary>
    public ValueTask PassOnAsync(CancellationToken cancellationToken) =>
        _waiting.WrittenCount < PassOnSize ? ValueTask.CompletedTask : PassOnAllAsync(cancellationToken);

    /// <summary>Passes on all that waits.</summary>
    public async ValueTask PassOnAllAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_waiting.WrittenMemory, cancellationToken);
        _passedOn += _waiting.WrittenCount;
        _waiting.ResetWrittenCount();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // What waits is passed on when it is asked for.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
