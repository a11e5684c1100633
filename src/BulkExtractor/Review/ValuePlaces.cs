using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Review;

/// <summary>Where a value stands in its document.</summary>
/// <param name="Field">The field, or the first part of the way to a value within it.</param>
public sealed record ValuePlace(string Field, int Start, int Length)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;
}

/// <summary>Finds the values of a document's fields in its text: letter by letter, then without regard to case.</summary>
public static class ValuePlaces
{
    /// <summary>The places in the text's order; none overlaps another, a longer value goes before a shorter one.</summary>
    public static IReadOnlyList<ValuePlace> Find(string text, JsonObject fields)
    {
        var taken = new List<ValuePlace>();
        var values = fields.SelectMany(field => Leaves(field.Value).Select(leaf => (field.Key, Leaf: leaf)));
        foreach (var (field, leaf) in values.OrderByDescending(value => value.Leaf.Length))
        {
            if (Place(text, leaf, taken) is { } start) taken.Add(new ValuePlace(field, start, leaf.Length));
        }

        return [.. taken.OrderBy(place => place.Start)];
    }

    private static IEnumerable<string> Leaves(JsonNode? value) => value switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue single => Text(single) is { Length: > 0 } text ? [text] : [],
        _ => [],
    };

    // True and false stand in no text as such.
    private static string? Text(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Trim(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    private static int? Place(string text, string leaf, List<ValuePlace> taken)
    {
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            for (var at = text.IndexOf(leaf, comparison); at >= 0; at = text.IndexOf(leaf, at + 1, comparison))
            {
                if (IsWhole(text, leaf, at) && !taken.Any(place => at < place.End && place.Start < at + leaf.Length))
                    return at;
            }
        }

        return null;
    }

    // 12 does not stand in 2012, nor "in" in "mine".
    private static bool IsWhole(string text, string leaf, int at) =>
        !(at > 0 && Touches(text[at - 1], leaf[0]))
        && !(at + leaf.Length < text.Length && Touches(leaf[^1], text[at + leaf.Length]));

    private static bool Touches(char left, char right) =>
        char.IsAsciiLetterOrDigit(left) && char.IsAsciiLetterOrDigit(right);
}
