using System.Text;

namespace BulkExtractor.Documents;

/// <summary>
/// What a decoder does with bytes that are no text: half of a surrogate pair is marked and counted, anything
/// else is remembered and marked, so that the row it stands in can be named when that row comes up.
/// </summary>
internal sealed class BadBytes(Encoding encoding) : DecoderFallback
{
    /// <summary>Stands for bad bytes in the decoded text; a noncharacter, so no text needs it.</summary>
    public const char Mark = '\uFFFF';

    /// <summary>Stands for half of a surrogate pair; a decoder passes over NUL.</summary>
    public const char Half = '\uFDD0';

    /// <inheritdoc/>
    public override int MaxCharCount => 1;

    /// <summary>The first bad bytes, and where they stand in their block; null while all is well.</summary>
    public (byte[] Bytes, int Index)? First { get; private set; }

    /// <summary>How many halves of surrogate pairs there were.</summary>
    public int SurrogateCount { get; private set; }

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Replacement(this);

    private char Replace(byte[] bytes, int index)
    {
        if (IsSurrogate(bytes))
        {
            SurrogateCount++;
            return Half;
        }

        First ??= (bytes.ToArray(), index);
        return Mark;
    }

    private bool IsSurrogate(byte[] bytes) => encoding switch
    {
        UnicodeEncoding => bytes.Length == 2,
        UTF32Encoding => bytes is [_, >= 0xD8 and <= 0xDF, 0, 0] or [0, 0, >= 0xD8 and <= 0xDF, _],
        _ => false,
    };

    private sealed class Replacement(BadBytes badBytes) : DecoderFallbackBuffer
    {
        private char? _next;

        public override int Remaining => _next is null ? 0 : 1;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _next = badBytes.Replace(bytesUnknown, index);
            return true;
        }

        public override char GetNextChar()
        {
            var next = _next ?? '\0';
            _next = null;
            return next;
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _next = null;
    }
}
