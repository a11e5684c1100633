namespace BulkExtractor.Answers.Grounding;

/// <summary>
/// Where something very much like a text stands in another: with a few letters more, less or different, but with the
/// same figures in the same order. Myers' bit-parallel search: a step a character and 64 characters of the pattern.
/// </summary>
internal static class FuzzyPlaces
{
    private const int CharactersPerEdit = 6;
    private const int LongestPattern = 512;
    private const int MostEdits = 24;

    /// <summary>The place of the fewest edits, within a bound that grows with the text; null if none.</summary>
    public static (int Start, int Length)? Find(string text, string pattern)
    {
        var edits = Math.Min(pattern.Length / CharactersPerEdit, MostEdits);
        if (edits == 0 || pattern.Length > LongestPattern) return null;
        if (BestEnd(text, pattern, edits) is not { } end) return null;

        // Read backwards from there, the best end is the best start.
        var window = Reversed(text[Math.Max(0, end - pattern.Length - edits)..end]);
        var length = BestEnd(window, Reversed(pattern), edits, fromStart: true) ?? window.Length;
        return Figures(text.AsSpan(end - length, length)) == Figures(pattern) ? (end - length, length) : null;
    }

    private static int? BestEnd(string text, string pattern, int edits, bool fromStart = false)
    {
        var blocks = new Blocks(pattern, fromStart);
        int? end = null;
        for (var at = 0; at < text.Length && edits >= 0; at++)
        {
            var distance = blocks.Step(text[at]);
            if (distance > edits) continue;
            (end, edits) = (at + 1, distance - 1);
        }

        return end;
    }

    private static string Figures(ReadOnlySpan<char> text)
    {
        var figures = new List<char>();
        foreach (var sign in text)
        {
            if (char.IsDigit(sign)) figures.Add(sign);
        }

        return string.Concat(figures);
    }

    private static string Reversed(string text)
    {
        var reversed = text.ToCharArray();
        Array.Reverse(reversed);
        return new string(reversed);
    }

    /// <summary>One column of the table of edit distances, as the bits of its differences.</summary>
    private sealed class Blocks
    {
        private const int Bits = 64;

        private readonly Dictionary<char, ulong[]> _masks = [];
        private readonly ulong[] _none;
        private readonly ulong[] _plus;
        private readonly ulong[] _minus;
        private readonly ulong _lastBit;
        private readonly int _firstRow;
        private int _distance;

        public Blocks(string pattern, bool fromStart)
        {
            var count = (pattern.Length + Bits - 1) / Bits;
            (_none, _plus, _minus) = (new ulong[count], new ulong[count], new ulong[count]);
            Array.Fill(_plus, ulong.MaxValue);
            _lastBit = 1UL << ((pattern.Length - 1) % Bits);
            _distance = pattern.Length;
            // The search may begin anywhere for nothing, unless it is tied to the start of the text.
            _firstRow = fromStart ? 1 : 0;
            foreach (var (at, sign) in pattern.Index())
            {
                if (!_masks.TryGetValue(sign, out var mask)) _masks[sign] = mask = new ulong[count];
                mask[at / Bits] |= 1UL << (at % Bits);
            }
        }

        /// <summary>The fewest edits between the pattern and a part that ends with this character.</summary>
        public int Step(char sign)
        {
            var equal = _masks.GetValueOrDefault(sign, _none);
            var carry = _firstRow;
            for (var block = 0; block < equal.Length; block++)
            {
                var top = block == equal.Length - 1 ? _lastBit : 1UL << (Bits - 1);
                carry = StepBlock(block, equal[block], carry, top);
            }

            return _distance += carry;
        }

        private int StepBlock(int block, ulong equal, int carry, ulong top)
        {
            var (plus, minus) = (_plus[block], _minus[block]);
            var vertical = equal | minus;
            if (carry < 0) equal |= 1;
            var horizontal = (((equal & plus) + plus) ^ plus) | equal;
            var up = minus | ~(horizontal | plus);
            var down = plus & horizontal;
            var next = (up & top) != 0 ? 1 : (down & top) != 0 ? -1 : 0;

            up = (up << 1) | (carry > 0 ? 1UL : 0);
            down = (down << 1) | (carry < 0 ? 1UL : 0);
            _plus[block] = down | ~(vertical | up);
            _minus[block] = up & vertical;
            return next;
        }
    }
}
