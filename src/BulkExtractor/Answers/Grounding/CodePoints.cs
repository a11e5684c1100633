namespace BulkExtractor.Answers.Grounding;

/// <summary>Places of a text counted in code points: every pair of surrogates before them counts once.</summary>
internal sealed class CodePoints
{
    private readonly List<int> _pairs = [];

    public CodePoints(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDBFF');
            at >= 0 && at + 1 < text.Length;
            at = Next(text, at + 1))
        {
            if (char.IsLowSurrogate(text[at + 1])) _pairs.Add(at + 1);
        }
    }

    /// <summary>How many code points stand before a place in UTF-16 units.</summary>
    public int Before(int unit)
    {
        var pairs = _pairs.BinarySearch(unit);
        return unit - (pairs < 0 ? ~pairs : pairs);
    }

    private static int Next(string text, int from)
    {
        var step = text.AsSpan(from).IndexOfAnyInRange('\uD800', '\uDBFF');
        return step < 0 ? -1 : from + step;
    }
}
