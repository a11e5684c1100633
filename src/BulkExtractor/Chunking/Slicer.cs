using System.Globalization;

namespace BulkExtractor.Chunking;

/// <summary>
/// Cuts a text that is too long for the models: on a paragraph's or sentence's border if one lies in the later
/// half of the slice, else on a word's, else between two characters as people see them.
/// </summary>
public static class Slicer
{
    /// <summary>
    /// Slices that cover the text without gap or overlap, each of at most so many tokens by the estimate.
    /// Only a single character that is worth more than that is cut between its code points.
    /// </summary>
    public static IReadOnlyList<Slice> Cut(string text, int maxTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        var slices = new List<Slice>();
        var start = 0;
        for (var at = 0; at < text.Length || slices.Count == 0;)
        {
            var end = EndOfSlice(text, at, (long)maxTokens * TokenEstimate.PerToken);
            var length = CountCodePoints(text.AsSpan(at, end - at));
            slices.Add(new Slice(start, length) { Offset = at });
            (start, at) = (start + length, end);
        }

        return slices;
    }

    private static int EndOfSlice(string text, int start, long budget)
    {
        Span<int> last = [0, 0, 0, 0];
        long price = 0;
        var at = start;
        while (at < text.Length)
        {
            var cluster = text.AsSpan(at, StringInfo.GetNextTextElementLength(text, at));
            price += TokenEstimate.Price(cluster);
            if (price > budget) return at == start ? start + FitCodePoints(cluster, budget) : Best(last, start, at);
            at += cluster.Length;
            last[(int)Borders.Before(text, at)] = at;
        }

        return at;
    }

    // A border early in the slice would make many small slices: a better border must lie in the later half.
    private static int Best(ReadOnlySpan<int> last, int start, int end)
    {
        var half = start + (end - start) / 2;
        if (last[(int)Border.Paragraph] > half) return last[(int)Border.Paragraph];
        if (last[(int)Border.Sentence] > half) return last[(int)Border.Sentence];
        var word = Math.Max(last[(int)Border.Word], Math.Max(last[(int)Border.Sentence], last[(int)Border.Paragraph]));
        return word > start ? word : end;
    }

    private static int FitCodePoints(ReadOnlySpan<char> cluster, long budget)
    {
        var length = 0;
        foreach (var rune in cluster.EnumerateRunes())
        {
            var longer = length + rune.Utf16SequenceLength;
            if (length > 0 && TokenEstimate.Price(cluster[..longer]) > budget) break;
            length = longer;
        }

        return length;
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
