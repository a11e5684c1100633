namespace BulkExtractor.Documents;

/// <summary>
/// Tells in a few megabytes, however many keys come by, whether one of them may have come twice: never wrong when it
/// says no. When it says yes, someone who has all keys must look.
/// </summary>
/// <remarks>A Bloom filter; up to a million keys it is mistaken once in some hundred inputs.</remarks>
public sealed class SeenKeys
{
    private const int Bits = 1 << 26;
    private const int Probes = 8;

    private readonly ulong[] _bits = new ulong[Bits / 64];

    /// <summary>Whether a key may have come twice so far.</summary>
    public bool MayRepeat { get; private set; }

    /// <summary>Notes a key.</summary>
    public void Add(string key)
    {
        var hash = HashOf(key);
        var (place, step) = ((uint)hash, (uint)(hash >> 32) | 1);
        var isNew = false;
        for (var probe = 0; probe < Probes; probe++, place += step)
        {
            var bit = place % Bits;
            var mask = 1UL << (int)(bit % 64);
            isNew |= (_bits[bit / 64] & mask) == 0;
            _bits[bit / 64] |= mask;
        }

        MayRepeat |= !isNew;
    }

    // FNV-1a over the characters, stirred at the end, since its upper bits are weak for short keys.
    private static ulong HashOf(string key)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in key) hash = (hash ^ character) * 0x100000001B3UL;
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
    }
}
