using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Basics;

namespace BulkExtractor.Review;

/// <summary>Where a value stands in its document.</summary>
/// <param name="Field">The field, or the first part of the way to a value within it.</param>
/// <param name="Start">In UTF-16 units.</param>
public sealed record ValuePlace(string Field, int Start, int Length)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;
}

/// <summary>
/// The places of a document's values: as they were found when it was read, corrected ones by a plain search.
/// </summary>
public static class ValuePlaces
{
    /// <summary>The places in the text's order; they may overlap.</summary>
    public static IReadOnlyList<ValuePlace> Locate(ReviewedDocument document)
    {
        if (document.Row.Fields is not { } fields) return [];
        var corrected = document.Corrections.Select(correction => correction.Field).ToHashSet();
        var grounded = Grounded(document).Where(place => !corrected.Contains(place.Field)).ToList();
        var searched = fields
            .Where(field => document.Grounding is not { Count: > 0 } || corrected.Contains(field.Key))
            .SelectMany(field => Find(document.Row.Text, field.Key, field.Value));
        return [.. grounded.Concat(searched).OrderBy(place => place.Start).ThenByDescending(place => place.Length)];
    }

    /// <summary>Where the parts of a value stand to the letter, or else without regard to case.</summary>
    public static IEnumerable<ValuePlace> Find(string text, string field, JsonNode? value) =>
        from leaf in Leaves(value).Distinct()
        let start = Search(text, leaf)
        where start is not null
        select new ValuePlace(field, start.Value, leaf.Length);

    private static IEnumerable<ValuePlace> Grounded(ReviewedDocument document)
    {
        if (document.Grounding is not { } written) yield break;
        foreach (var (pointer, place) in EvidenceJson.Read(written))
        {
            if (place.Length > 0 && place.Start + place.Length <= document.Row.Text.Length)
                yield return new ValuePlace(JsonPointers.FieldOf(pointer), place.Start, place.Length);
        }
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

    private static int? Search(string text, string leaf)
    {
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            for (var at = text.IndexOf(leaf, comparison); at >= 0; at = text.IndexOf(leaf, at + 1, comparison))
            {
                if (IsWhole(text, leaf, at)) return at;
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
