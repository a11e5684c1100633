namespace BulkExtractor.Review;

/// <summary>A part of a text: plain, or marked as a place of a value.</summary>
/// <param name="Begins">Whether the place begins here; one that another lies in is cut into several parts.</param>
public sealed record MarkedPart(string Text, ValuePlace? Place, bool Begins);

/// <summary>Cuts a text at the places in it; where several lie upon each other, the shortest is shown.</summary>
public static class MarkedParts
{
    /// <summary>The parts, which together are the text.</summary>
    public static IReadOnlyList<MarkedPart> Mark(string text, IReadOnlyList<ValuePlace> places)
    {
        var borders = places.SelectMany(place => new[] { place.Start, place.End })
            .Append(0)
            .Append(text.Length)
            .Where(border => border >= 0 && border <= text.Length)
            .Distinct()
            .Order()
            .ToList();
        var (parts, begun) = (new List<MarkedPart>(), new HashSet<ValuePlace>());
        foreach (var (from, to) in borders.Zip(borders.Skip(1)))
        {
            var place = places.Where(p => p.Start <= from && to <= p.End).MinBy(p => p.Length);
            parts.Add(new MarkedPart(text[from..to], place, place is not null && begun.Add(place)));
        }

        return parts;
    }
}
