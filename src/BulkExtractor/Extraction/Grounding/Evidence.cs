namespace BulkExtractor.Extraction.Grounding;

/// <summary>What speaks for the fields of an answer, and what against them.</summary>
/// <param name="Places">By JSON pointer into the fields, where each single value stands.</param>
/// <param name="Flags">What is doubtful, each in one sentence: <c>/total: not in the document</c>.</param>
public sealed record Evidence(IReadOnlyDictionary<string, Place> Places, IReadOnlyList<string> Flags)
{
    private const double AfterBrokenRule = 0.5;

    /// <summary>Nothing was looked for.</summary>
    public static readonly Evidence Nothing = new(new Dictionary<string, Place>(), []);

    /// <summary>How likely all fields are right: as likely as the weakest; null where nothing was looked for.</summary>
    public double? Confidence { get; init; }

    /// <summary>The evidence of values that were looked for.</summary>
    internal static Evidence Of(IReadOnlyList<GroundedValue> values) => new(
        values.ToDictionary(value => value.Pointer, value => value.Place),
        [.. values.Where(value => value.Doubt is not null).Select(value => $"{value.Pointer}: {value.Doubt}")])
    {
        Confidence = values.Count == 0 ? null : values.Min(value => value.Place.Confidence),
    };

    /// <summary>The same, with rules that the fields break all the same.</summary>
    public Evidence Breaking(IReadOnlyList<string> rules) => rules.Count == 0
        ? this
        : this with { Flags = [.. Flags, .. rules], Confidence = (Confidence ?? 1) * AfterBrokenRule };

    /// <summary>The evidence of these fields and of others together.</summary>
    public Evidence And(Evidence others)
    {
        var places = Places.Concat(others.Places).ToDictionary();
        return new Evidence(places, [.. Flags, .. others.Flags])
        {
            Confidence = places.Count == 0 ? null : places.Values.Min(place => place.Confidence),
        };
    }

    /// <summary>The same for a text that has so much before this one.</summary>
    public Evidence After(int units, int codePoints) => units == 0
        ? this
        : this with
        {
            Places = Places.ToDictionary(place => place.Key, place => place.Value.After(units, codePoints)),
        };
}
