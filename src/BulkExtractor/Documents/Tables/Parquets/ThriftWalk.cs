namespace BulkExtractor.Documents.Tables.Parquets;

/// <summary>
/// Walks over a structure of Thrift's compact protocol and makes sure that all of it is there: the library that reads
/// it believes every length.
/// </summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes, int mostElements)
{
    private const int MostDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _elementsLeft = mostElements;

    /// <summary>How many bytes were walked over.</summary>
    public int Position { get; private set; }

    /// <summary>Walks over a structure and keeps its numbers, the lengths of its lists, and those one below.</summary>
    /// <param name="numbers">Each by its field's number; that of an inner one by the outer's × 100 + its own.</param>
    /// <returns>Whether all of it was there.</returns>
    public bool TryStruct(Dictionary<int, long>? numbers = null) => TryStruct(numbers, 0, 1);

    private bool TryStruct(Dictionary<int, long>? numbers, int outer, int depth)
    {
        if (depth > MostDepth) return false;
        var field = 0;
        while (TryByte(out var head))
        {
            if (head == 0) return true;
            if (head >> 4 == 0)
            {
                if (!TryVarint(out var named)) return false;
                field = (int)Signed(named);
            }
            else
            {
                field += head >> 4;
            }

            if (!TryValue(head & 15, outer + field, depth, depth <= 2 ? numbers : null)) return false;
        }

        return false;
    }

    private bool TryValue(int type, int field, int depth, Dictionary<int, long>? numbers)
    {
        switch (type)
        {
            case 1 or 2:
                numbers?.TryAdd(field, type == 1 ? 1 : 0);
                return true;
            case 3:
                return TrySkip(1);
            case 4 or 5 or 6:
                if (!TryVarint(out var number)) return false;
                numbers?.TryAdd(field, Signed(number));
                return true;
            case 7:
                return TrySkip(sizeof(double));
            case 8:
                return TryVarint(out var length) && TrySkip(length);
            case 9 or 10:
                return TryList(depth, field, numbers);
            case 12:
                return TryStruct(depth == 1 ? numbers : null, field * 100, depth + 1);
            default:
                return false;
        }
    }

    private bool TryList(int depth, int field, Dictionary<int, long>? numbers)
    {
        if (!TryByte(out var head)) return false;
        var count = (ulong)(head >> 4);
        if (count == 15 && !TryVarint(out count)) return false;
        if (count > (ulong)_elementsLeft) return false;
        _elementsLeft -= (int)count;
        numbers?.TryAdd(field, (long)count);
        for (var at = 0UL; at < count; at++)
        {
            var type = head & 15;
            if (type is 1 or 2 ? !TrySkip(1) : !TryValue(type, 0, depth + 1, null)) return false;
        }

        return true;
    }

    private bool TryByte(out int value)
    {
        value = Position < _bytes.Length ? _bytes[Position++] : -1;
        return value >= 0;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!TryByte(out var next)) return false;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return true;
        }

        return false;
    }

    private bool TrySkip(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position)) return false;
        Position += (int)count;
        return true;
    }

    private static long Signed(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
}
