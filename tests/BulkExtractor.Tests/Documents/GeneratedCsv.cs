using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Documents;

/// <summary>A CSV that exists only while it is read.</summary>
internal sealed class GeneratedCsv(int rowCount) : ForwardStream
{
    private byte[] _block = "id,text\n"u8.ToArray();
    private int _position;
    private int _row;

    public override int Read(Span<byte> buffer)
    {
        if (_position == _block.Length) NextBlock();
        var count = Math.Min(buffer.Length, _block.Length - _position);
        _block.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    private void NextBlock()
    {
        var text = new StringBuilder();
        for (var end = Math.Min(rowCount, _row + 1_000); _row < end; _row++)
            text.Append($"{_row},\"Please send {_row} crates, the blue ones\"\n");
        (_block, _position) = (Encoding.UTF8.GetBytes(text.ToString()), 0);
    }
}
