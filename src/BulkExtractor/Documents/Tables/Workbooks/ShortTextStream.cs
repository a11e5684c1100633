using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>XML in which the next tag is never far: whoever reads it keeps what stands between two.</summary>
internal sealed class ShortTextStream(Stream part, string name) : ForwardStream
{
    private const int MostBetween = 8 << 20;

    private int _since;

    public override int Read(Span<byte> buffer)
    {
        var count = part.Read(buffer);
        Check(buffer[..count]);
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await part.ReadAsync(buffer, cancellationToken);
        Check(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) part.Dispose();
        base.Dispose(disposing);
    }

    // No attribute and no text has that sign in it.
    private void Check(ReadOnlySpan<byte> read)
    {
        var last = read.LastIndexOf((byte)'<');
        _since = last < 0 ? _since + read.Length : read.Length - last;
        if (_since > MostBetween)
            throw new InputException($"{name} holds a text of more than {Bytes.Say(MostBetween)}");
    }
}
