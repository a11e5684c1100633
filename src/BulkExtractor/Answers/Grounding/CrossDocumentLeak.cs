using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Values that are not in their own document but stand in another text that the model had before it.</summary>
internal static class CrossDocumentLeak
{
    // One telling text proves it, or two values that could each be there by chance, as dates and numbers can.
    private const int Proof = 2;
    private const int LeastTellingLength = 5;
    private const int LeastTellingIdeographs = 2;
    private const int LeastTellingDigits = 3;

    /// <summary>Where in the fields the first such value is, by JSON pointer; null if nothing is proven.</summary>
    public static string? Find(IReadOnlyList<GroundedValue> values, SourceText other)
    {
        var weight = 0;
        string? first = null;
        foreach (var value in values.Where(value => value.MayBeForeign).DistinctBy(value => TextOf(value.Value)))
        {
            if (!StandsIn(value, other)) continue;
            weight += Weight(value);
            if (Weight(value) > 0) first ??= value.Pointer;
            if (weight >= Proof) return first;
        }

        return null;
    }

    // A choice tells nothing by itself: most documents name several of them.
    private static bool StandsIn(GroundedValue value, SourceText other) => value.IsChosen
        ? value.Quote is { } quote && other.FindText(quote).Count > 0
        : other.Find(value.Schema, value.Value) is { Count: > 0 } found && found[0].Match <= MatchKind.Normalised;

    private static int Weight(GroundedValue value)
    {
        var text = value.IsChosen ? value.Quote! : TextOf(value.Value);
        if (!value.IsChosen && value.Value.GetValueKind() == JsonValueKind.Number)
            return ExactNumber.Parse(text)?.Digits.Length >= LeastTellingDigits ? 1 : 0;
        if (!value.IsChosen && SourceText.DateOf(text) is not null) return 1;

        var signs = text.Count(char.IsLetterOrDigit);
        var ideographs = text.Count(sign => sign is >= '\u2E80' and <= '\uD7FF');
        if (signs >= LeastTellingLength || ideographs >= LeastTellingIdeographs) return Proof;
        return signs > LeastTellingIdeographs ? 1 : 0;
    }

    private static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
