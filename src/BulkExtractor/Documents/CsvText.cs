using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents;

/// <summary>A CSV's bytes as text, block by block; half of a surrogate pair is a NUL there.</summary>
internal sealed class CsvText : TextReader
{
    // What DOS ends a text with, and some programs still do.
    private const char EndOfText = '\u001A';

    /// <summary>What a byte order mark is as a character.</summary>
    public const char ByteOrderMarkSign = '\uFEFF';

    private readonly Stream _stream;
    private readonly TableLimits _limits;
    private readonly byte[] _bytes;
    private readonly Decoder _decoder;
    private readonly BadBytes _badBytes;
    private readonly char[] _chars;
    private int _start;
    private int _end;
    private long _byteCount;
    private long _decodedCount;
    private long _rowStart;
    private bool _lastIsNul;

    private CsvText(Stream stream, TableLimits limits, byte[] bytes, Encoding encoding)
    {
        _stream = stream;
        _limits = limits;
        _bytes = bytes;
        _badBytes = new BadBytes(encoding);
        Encoding = (Encoding)encoding.Clone();
        Encoding.DecoderFallback = _badBytes;
        _decoder = Encoding.GetDecoder();
        _chars = new char[Encoding.GetMaxCharCount(bytes.Length)];
    }

    public Encoding Encoding { get; }

    public bool ByteOrderMark { get; private init; }

    /// <summary>Cancels the reads, since a text reader's callers need not pass a token.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The text that is decoded already; after opening, the file's first block.</summary>
    public ReadOnlySpan<char> Waiting => _chars.AsSpan(_start.._end);

    /// <summary>Whether nothing follows <see cref="Waiting"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>How many characters were handed out.</summary>
    public long CharCount { get; private set; }

    /// <summary>Whether the file ends in NUL characters.</summary>
    public bool EndsInNul => Ended && _lastIsNul;

    /// <summary>The first bytes that are no text; null while all is well.</summary>
    public BadByte? FirstBadByte { get; private set; }

    /// <summary>Whether reading stopped because the current row is beyond the limit.</summary>
    public bool RowTooLong { get; private set; }

    public static async Task<CsvText> OpenAsync(
        Stream stream, Encoding named, TableLimits limits, CancellationToken cancellationToken)
    {
        var bytes = new byte[limits.BlockSize];
        var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
        var marked = FileEncoding.Detect(bytes.AsSpan(0, count));
        var text = new CsvText(stream, limits, bytes, marked ?? named)
        {
            ByteOrderMark = marked is not null,
        };
        text.Decode(marked?.Preamble.Length ?? 0, count);
        while (text.Waiting is [ByteOrderMarkSign, ..]) text.Skip(1); // a file that was marked more than once
        return text;
    }

    /// <summary>Passes over the first characters.</summary>
    public void Skip(int count)
    {
        _start += count;
        _decodedCount -= count;
        FirstBadByte = FirstBadByte is { } bad ? bad with { CharOffset = bad.CharOffset - count } : null;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        ReadAsync(buffer.AsMemory(index, count), CancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(
        Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        // Whoever asks has read all it was given: the current row is at least that long.
        if (CharCount - _rowStart > _limits.Row) RowTooLong = true;
        if (RowTooLong) return 0;

        while (_start == _end && !Ended)
        {
            Decode(0, await _stream.ReadAtLeastAsync(_bytes, _bytes.Length, false, CancellationToken));
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _chars.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        CharCount += count;
        return count;
    }

    /// <summary>Says that a row ended and the next one begins, so that its length can be bounded.</summary>
    public void EndRow(long charCount)
    {
        if (charCount - _rowStart > _limits.Row) RowTooLong = true;
        _rowStart = charCount;
    }

    private void Decode(int from, int count)
    {
        Ended = count < _bytes.Length;
        _start = 0;
        var halves = _badBytes.SurrogateCount;
        _end = _decoder.GetChars(_bytes, from, count - from, _chars, 0, Ended);
        if (_badBytes.SurrogateCount > halves) _chars.AsSpan(0, _end).Replace(BadBytes.Half, CleanText.Nul);
        if (_end > 0) _lastIsNul = _chars[_end - 1] == '\0' && _badBytes.SurrogateCount == halves;
        if (Ended) _end = WithoutEnd(_chars.AsSpan(0, _end)).Length;
        if (FirstBadByte is null && _badBytes.First is not null) FindBadByte(_chars.AsSpan(0, _end), from);
        _byteCount += count;
        _decodedCount += _end;
    }

    // The sign may have a line of its own, with a line break behind it.
    private static ReadOnlySpan<char> WithoutEnd(ReadOnlySpan<char> text) =>
        text.TrimEnd("\r\n") is [.., EndOfText] ended ? ended.TrimEnd(EndOfText) : text;

    private void FindBadByte(ReadOnlySpan<char> block, int from)
    {
        var (bytes, index) = _badBytes.First!.Value;
        var at = -1;
        for (var own = CountOwnMarks(from); own >= 0; own--)
        {
            var next = block[(at + 1)..].IndexOf(BadBytes.Mark);
            if (next < 0) return;
            at += next + 1;
        }

        FirstBadByte = new BadByte(bytes[0], _byteCount + from + index, _decodedCount + at);
    }

    // The mark may stand in the text itself, before the first bad byte of this block.
    private int CountOwnMarks(int from)
    {
        var before = Math.Max(0, _badBytes.First!.Value.Index);
        return Encoding.GetEncoding(Encoding.CodePage).GetString(_bytes, from, before).AsSpan().Count(BadBytes.Mark);
    }
}

/// <summary>A byte that is no text.</summary>
/// <param name="Offset">How many bytes stand before it in the file.</param>
/// <param name="CharOffset">How many characters stand before it.</param>
internal sealed record BadByte(byte Value, long Offset, long CharOffset);
