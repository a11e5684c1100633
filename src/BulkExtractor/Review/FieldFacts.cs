using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Review;

/// <summary>What is in a field of a batch's results.</summary>
/// <param name="Results">The results that were looked at.</param>
/// <param name="Filled">Those with a value.</param>
/// <param name="Distinct">The different values.</param>
/// <param name="Top">The most frequent values, the most frequent first.</param>
public sealed record FieldFacts(int Results, int Filled, int Distinct, IReadOnlyList<(JsonNode Value, int Count)> Top)
{
    /// <summary>The smallest value; null where none is smaller than another.</summary>
    public JsonNode? Smallest { get; init; }

    /// <summary>The largest value.</summary>
    public JsonNode? Largest { get; init; }

    /// <summary>How sure its values are in the mean, from 0 to 1; null when nobody knows.</summary>
    public double? Confidence { get; init; }

    /// <summary>When that was worked out.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The JSON pointer under which evidence names a field.</summary>
    public static string PointerOf(string field) => JsonPointers.Join("", field);
}
