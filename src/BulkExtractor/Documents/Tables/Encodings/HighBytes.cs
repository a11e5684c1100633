namespace BulkExtractor.Documents.Tables.Encodings;

/// <summary>Which bytes beyond ASCII a text holds, and what stands around them.</summary>
internal sealed class HighBytes
{
    // More in a row are of a script in which every letter is such a byte, or of letters of two bytes.
    private const int MostInRow = 2;

    private readonly bool[] _seen = new bool[256];
    private readonly bool[] _seenInWords = new bool[256];
    private byte _before;
    private byte _last;
    private int _inRow;

    /// <summary>Whether too many follow each other for a language of Latin letters.</summary>
    public bool AreRuns { get; private set; }

    /// <summary>The bytes that are there.</summary>
    public IEnumerable<byte> Seen => All(_seen);

    /// <summary>Those that stand between two small letters.</summary>
    public IEnumerable<byte> SeenInWords => All(_seenInWords);

    /// <summary>Looks at the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_last < 0x80 && !bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            foreach (var one in bytes[^Math.Min(2, bytes.Length)..]) Add(one);
            return;
        }

        foreach (var one in bytes) Add(one);
    }

    private static IEnumerable<byte> All(bool[] flags) =>
        Enumerable.Range(0, flags.Length).Where(at => flags[at]).Select(at => (byte)at);

    private static bool IsSmall(byte one) => one is >= (byte)'a' and <= (byte)'z';

    private void Add(byte one)
    {
        if (_last >= 0x80 && IsSmall(_before) && IsSmall(one)) _seenInWords[_last] = true;
        if (one >= 0x80) _seen[one] = true;
        _inRow = one >= 0xC0 ? _inRow + 1 : 0;
        AreRuns |= _inRow > MostInRow;
        (_before, _last) = (_last, one);
    }
}
