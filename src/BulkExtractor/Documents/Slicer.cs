using System.Globalization;
using BulkExtractor.Models;

namespace BulkExtractor.Documents;

/// <summary>
/// Cuts a text that is too long for the models: on a paragraph's or sentence's border if one lies in the later
/// half of the slice, else on a word's, else between two characters as people see them. Each slice begins with the
/// end of the one before, so that what stands across a border stands in one of them as a whole.
/// </summary>
public static class Slicer
{
    // A few sentences: enough for a value with the words that say what it is.
    private const int MostOverlap = 200;
    private const int OverlapShare = 10;

    /// <summary>The most tokens that two neighbours share.</summary>
    public static int OverlapOf(int maxTokens) => Math.Min(MostOverlap, maxTokens / OverlapShare);

    /// <summary>
    /// Slices that cover the text without gap, each of at most so many tokens by the estimate.
    /// Only a single character that is worth more than that is cut between its code points.
    /// </summary>
    public static IReadOnlyList<Slice> Cut(string text, int maxTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        var slices = new List<Slice>();
        var (budget, overlap) = (Price(maxTokens), Price(OverlapOf(maxTokens)));
        for (var (at, start, covered) = (0, 0, 0); covered < text.Length || slices.Count == 0;)
        {
            var end = EndOfSlice(text, at, budget, covered);
            slices.Add(new Slice(start, CountCodePoints(text.AsSpan(at, end - at))) { Offset = at });
            covered = end;
            var next = StartOfNext(text, at, end, overlap);
            // An overlap that leaves no room for anything new is none.
            if (end < text.Length && EndOfSlice(text, next, budget, end) <= end) next = end;
            start += CountCodePoints(text.AsSpan(at, next - at));
            at = next;
        }

        return slices;

        static long Price(int tokens) => (long)tokens * TokenEstimate.PerToken;
    }

    // The first border in the last part of the slice that is as good as any there: a sentence is shared as a whole.
    private static int StartOfNext(string text, int start, int end, long overlap)
    {
        var (word, any) = (end, end);
        var left = TokenEstimate.Price(text.AsSpan(start, end - start));
        for (var at = start; at < end;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at, end - at));
            left -= TokenEstimate.Price(text.AsSpan(at, length));
            at += length;
            if (left > overlap || at >= end) continue;
            var border = Borders.Before(text, at);
            if (border >= Border.Sentence) return at;
            if (border == Border.Word && word == end) word = at;
            if (any == end) any = at;
        }

        return word < end ? word : any;
    }

    /// <param name="after">The slice ends behind this, if it can.</param>
    private static int EndOfSlice(string text, int start, long budget, int after)
    {
        Span<int> last = [0, 0, 0, 0];
        long price = 0;
        var at = start;
        while (at < text.Length)
        {
            var cluster = text.AsSpan(at, StringInfo.GetNextTextElementLength(text, at));
            price += TokenEstimate.Price(cluster);
            if (price > budget)
                return at == start ? start + FitCodePoints(cluster, budget) : Best(last, start, at, after);
            at += cluster.Length;
            last[(int)Borders.Before(text, at)] = at;
        }

        return at;
    }

    // A border early in the slice would make many small slices: a better border must lie in the later half.
    private static int Best(ReadOnlySpan<int> last, int start, int end, int after)
    {
        var half = Math.Max(after, start + (end - start) / 2);
        if (last[(int)Border.Paragraph] > half) return last[(int)Border.Paragraph];
        if (last[(int)Border.Sentence] > half) return last[(int)Border.Sentence];
        var word = Math.Max(last[(int)Border.Word], Math.Max(last[(int)Border.Sentence], last[(int)Border.Paragraph]));
        return word > Math.Max(start, after) ? word : end;
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
