using BulkExtractor.Batches;

namespace BulkExtractor.Answers.Grounding;

/// <summary>An occurrence of a value in a text, in UTF-16 units.</summary>
internal readonly record struct TextMatch(int Start, int End, MatchKind Match)
{
    private const int OtherNotation = 8;

    /// <summary>The occurrence that belongs to a place: the nearest, or the next if the values come in order.</summary>
    /// <param name="place">Where what the value belongs to was found; null if nothing was: the first counts.</param>
    public static TextMatch Choose(IReadOnlyList<TextMatch> all, int? place, bool inOrder)
    {
        if (place is not { } near) return all[0];
        foreach (var found in all)
        {
            if (inOrder && found.Start >= near) return found;
        }

        return all.MinBy(found => DistanceTo(found, near));
    }

    // Of "2 × 2,00" the quantity is the one that is written alike.
    private static long DistanceTo(TextMatch found, int near) =>
        Math.Abs((long)found.Start - near) + (found.Match == MatchKind.Exact ? 0 : OtherNotation);
}
